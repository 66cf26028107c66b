package org.breakwater.tests.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Dmabufs that fill the screen of a machine: its virtual GPU's own memory is shown as it is, and what the GPU cannot
 * take is drawn. Seen from outside.
 *
 * <p>The compositor takes no picture itself here while a dmabuf is scanned out: that has killed the JVM 25 of the
 * machine twice, within the fill of the picture's alpha. It was no read of memory that is not there: the report
 * (SIGILL at the first byte of the code heap) has the pixels that were read in a register, and a stack pointer that is
 * off by one word after a return into {@code Unsafe.getLongUnaligned}, code of the JVM's own, 0.1 s after C2 replaced
 * it. Outside of the machine another build of the same version does the same without that. Whether the emulator (QEMU
 * 10.0, TCG with a thread for each processor) or the JVM is wrong is not known.
 */
@Tag("vm")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ScanoutOnKmsTest {
    private static final String SESSION = "breakwater";
    private static final String CLIENT = "vm-out/clients/fullscreen-dmabuf";
    private static final int BACKGROUND = 0x1b2f3d;
    private static final int WHITE = 0xffffff;
    /** Of the second buffer, which every even number of frames ends with. */
    private static final int BLUE = 0x0022cc;
    private static final int FRAMES = 20;
    private static final int ZERO_COPY = 8;

    private static VirtualMachine machine;

    @BeforeAll
    static void boot() throws IOException, InterruptedException {
        String missing = VirtualMachine.missing();
        assumeTrue(missing.isEmpty(), missing);
        machine = VirtualMachine.boot("scanout", "--size", "1280x800");
        Path clients = machine.out().resolve("clients");
        assertEquals(0, new ProcessBuilder("clients/build", clients.toString()).inheritIO().start().waitFor());
        machine.start(SESSION, "compositor/bin/breakwater --backend drm");
        VirtualMachine.await("clients are accepted",
                () -> machine.text(SESSION + ".log").contains("WAYLAND_DISPLAY="));
    }

    @AfterAll
    static void stop() throws IOException {
        if (machine != null) {
            machine.close();
        }
    }

    @Test
    @Order(1)
    void theGpusOwnMemoryIsShownAsItIs() throws IOException {
        machine.start("virtio", CLIENT + " virtio " + FRAMES);
        awaitShown("virtio");
        VmPicture seen = machine.keep("1-scanned-out", 0);
        assertShowsClient(seen);
        assertTrue(isScannedOut());
        assertTrue(shown("virtio").stream().allMatch(ScanoutOnKmsTest::wasNotCopied),
                () -> String.join("\n", shownOrNothing("virtio")));
    }

    @Test
    @Order(2)
    void itIsThereAgainAfterAnotherTerminal() throws IOException {
        machine.key("ctrl+alt+f2");
        VirtualMachine.await("another terminal is shown", () -> machine.look(0).pixel(5, 795) == 0);
        machine.key("alt+f1");
        VirtualMachine.await("it is back", () -> machine.look(0).pixel(5, 795) == BLUE);
        assertShowsClient(machine.keep("2-back", 0));
        assertTrue(isScannedOut());
    }

    @Test
    @Order(3)
    void nothingIsLeftOfAClientThatIsKilled() throws IOException {
        machine.exec("pkill -KILL fullscreen");
        VirtualMachine.await("the background is seen", () -> machine.look(0).pixel(5, 795) == BACKGROUND);
        machine.keep("3-killed", 0);
        assertFalse(isScannedOut());
        VirtualMachine.await("its buffers are gone", () ->
                machine.exec("compositor/bin/breakwater msg --json ledger").contains("\"buffers\":0"));
    }

    @Test
    @Order(4)
    void whatTheGpuCannotTakeIsDrawn() throws IOException {
        machine.execAsRoot("chmod 666 /dev/udmabuf");
        machine.start("udmabuf", CLIENT + " udmabuf " + FRAMES);
        awaitShown("udmabuf");
        assertShowsClient(machine.keep("4-drawn", 0));
        assertFalse(isScannedOut());
        assertTrue(shown("udmabuf").stream().noneMatch(ScanoutOnKmsTest::wasNotCopied));
    }

    @Test
    @Order(5)
    void nothingWentWrong() throws IOException {
        machine.exec("pkill -TERM java");
        assertEquals(0, machine.awaitEnd(SESSION));
        assertEquals(List.of(), machine.text(SESSION + ".log").lines().filter(line -> line.contains(" ERROR ")
                || line.contains("Exception") || line.startsWith("\tat ")).toList());
        assertEquals(0, machine.powerOff());
        assertFalse(machine.text("console.log").contains("Oops"), "the kernel");
    }

    private static void awaitShown(String client) throws IOException {
        VirtualMachine.await(client + " has shown its frames", () -> shown(client).size() == FRAMES
                || Files.exists(machine.out().resolve(client + ".rc")));
        assertEquals(FRAMES, shown(client).size(), () -> String.join("\n", shownOrNothing(client)));
        VirtualMachine.await("the last is seen", () -> machine.look(0).pixel(5, 795) == BLUE);
    }

    private static void assertShowsClient(VmPicture seen) {
        assertEquals(BLUE, seen.pixel(5, 5));
        assertEquals(BLUE, seen.pixel(1270, 790));
        assertEquals(WHITE, seen.pixel(640, 400));
    }

    private static boolean isScannedOut() throws IOException {
        return machine.exec("compositor/bin/breakwater msg --json outputs").contains("\"scanned-out\":true");
    }

    /** What the client was told of its frames. */
    private static List<String> shown(String client) throws IOException {
        return machine.text(client + ".log").lines().filter(line -> line.matches("presented \\d+ \\d+")).toList();
    }

    private static List<String> shownOrNothing(String client) {
        try {
            return machine.text(client + ".log").lines().toList();
        } catch (IOException unreadable) {
            return List.of(unreadable.getMessage());
        }
    }

    private static boolean wasNotCopied(String presented) {
        return (Integer.parseInt(presented.substring(presented.lastIndexOf(' ') + 1)) & ZERO_COPY) != 0;
    }
}
