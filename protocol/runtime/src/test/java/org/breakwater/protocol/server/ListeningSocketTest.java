package org.breakwater.protocol.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.breakwater.protocol.client.ClientDisplay;
import org.breakwater.protocol.wire.UnixSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListeningSocketTest {
    @TempDir
    Path dir;
    private final TestBed bed = new TestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void clientsConnectByName() throws IOException {
        try (ListeningSocket socket = ListeningSocket.open(bed.display, dir, "harbour")) {
            assertEquals("harbour", socket.name());
            ClientDisplay one = ClientDisplay.connect(dir, "harbour");
            ClientDisplay two = ClientDisplay.connect(dir, "harbour");
            bed.turn();
            assertEquals(1, bed.display.clientCount(), "one in a turn");
            bed.turn();
            assertEquals(2, bed.display.clientCount());
            Client first = bed.display.clients().iterator().next();
            assertEquals(ProcessHandle.current().pid(), first.pid());
            assertEquals(UnixSocket.uid(), first.uid());
            one.close();
            two.close();
            bed.turn();
            assertEquals(0, bed.display.clientCount());
        }
    }

    @Test
    void closingRemovesBothFiles() throws IOException {
        ListeningSocket.open(bed.display, dir, "harbour").close();
        try (var left = Files.list(dir)) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void aNameInUseIsRefusedAndLeftAlone() throws IOException {
        try (ListeningSocket socket = ListeningSocket.open(bed.display, dir, "harbour")) {
            IOException refused = assertThrows(IOException.class,
                    () -> ListeningSocket.open(bed.display, dir, "harbour"));
            assertTrue(refused.getMessage().contains("harbour"), refused.getMessage());
            ClientDisplay client = ClientDisplay.connect(dir, socket.name());
            bed.turn();
            assertEquals(1, bed.display.clientCount());
            client.close();
        }
    }

    @Test
    void theFirstFreeNameIsTaken() throws IOException {
        ListeningSocket zero = ListeningSocket.open(bed.display, dir, null);
        ListeningSocket one = ListeningSocket.open(bed.display, dir, null);
        assertEquals("wayland-0", zero.name());
        assertEquals("wayland-1", one.name());
        zero.close();
        try (ListeningSocket again = ListeningSocket.open(bed.display, dir, null)) {
            assertEquals("wayland-0", again.name());
        }
        one.close();
    }

    @Test
    void aStaleSocketIsReplaced() throws IOException {
        UnixSocket.listen(dir.resolve("wayland-0")).close();
        Files.createFile(dir.resolve("wayland-0.lock"));
        assertThrows(IOException.class, () -> ClientDisplay.connect(dir, "wayland-0"));
        try (ListeningSocket socket = ListeningSocket.open(bed.display, dir, null)) {
            assertEquals("wayland-0", socket.name());
            ClientDisplay client = ClientDisplay.connect(dir, "wayland-0");
            bed.turn();
            assertEquals(1, bed.display.clientCount());
            client.close();
        }
    }

    @Test
    void namesThatAreNotPlainFileNamesAreRefused() {
        for (String name : new String[] {"", "a/b", "../x", "/tmp/x"}) {
            assertThrows(IOException.class, () -> ListeningSocket.open(bed.display, dir, name),
                    name);
        }
    }

    @Test
    void aNameTooLongForASocketIsRefusedAndLeavesNoDescriptor() {
        String name = "x".repeat(120);
        assertThrows(IOException.class, () -> ListeningSocket.open(bed.display, dir, name));
    }

    @Test
    void theRuntimeDirectoryIsCheckedAsItsSpecificationAsks() throws IOException {
        Path file = Files.createFile(dir.resolve("file"));
        for (String bad : new String[] {null, "", "relative", dir.resolve("none").toString(),
                file.toString()}) {
            assertThrows(IOException.class, () -> ListeningSocket.runtimeDir(bad), bad);
        }
        assertEquals(dir, ListeningSocket.runtimeDir(dir.toString()));
        assertFalse(Files.exists(dir.resolve("wayland-0")));
    }

    @Test
    void aDirectoryOfAnotherUserIsRefused() {
        Path foreign = UnixSocket.uid() == 0 ? ownedByNobody() : Path.of("/usr");
        IOException refused = assertThrows(IOException.class,
                () -> ListeningSocket.runtimeDir(foreign.toString()));
        assertTrue(refused.getMessage().contains("another user"), refused.getMessage());
    }

    private Path ownedByNobody() {
        try {
            Path made = Files.createDirectory(dir.resolve("theirs"));
            Files.setAttribute(made, "unix:uid", 65534);
            return made;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
