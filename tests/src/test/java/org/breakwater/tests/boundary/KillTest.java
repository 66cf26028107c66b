package org.breakwater.tests.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.breakwater.protocol.server.ListeningSocket;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code breakwater msg kill}, on real processes. */
@ExtendWith(FdLeakExtension.class)
class KillTest {
    private static final long GRACE = 5_000_000_000L;
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final int KILLED = 128 + 9;
    private static final int TERMINATED = 128 + 15;
    /** Connects to the socket that it is given, and then does as told. */
    private static final String CONNECT = "use Socket; socket(S, PF_UNIX, SOCK_STREAM, 0) or die;"
            + " connect(S, sockaddr_un($ARGV[0])) or die;";

    @RegisterExtension
    final Fixture fixture = new Fixture();
    @TempDir
    Path directory;
    private Process process;
    private List<ProcessHandle> children = List.of();

    @AfterEach
    void end() throws InterruptedException {
        children.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
    }

    @Test
    void oneThatHasStoppedIsKilledWhenItDoesNotEndInTime() throws Exception {
        try (ListeningSocket socket = listen(); Control control = new Control(fixture)) {
            start(socket, "kill STOP => $$; sleep 1000;");
            await("the process has stopped", () -> state() == 'T');
            assertEquals("asked to end", control.kill(process.pid()).getAsString());
            fixture.clock().advance(GRACE - 1);
            fixture.turn();
            assertEquals('T', state());
            fixture.clock().advance(1);
            fixture.turn();
            assertGone(KILLED);
        }
    }

    @Test
    void oneThatHasStoppedIsKilledAtOnceWhenThatIsAskedTwice() throws Exception {
        try (ListeningSocket socket = listen(); Control control = new Control(fixture)) {
            start(socket, "kill STOP => $$; sleep 1000;");
            await("the process has stopped", () -> state() == 'T');
            assertEquals("asked to end", control.kill(process.pid()).getAsString());
            assertEquals("killed", control.kill(process.pid()).getAsString());
            assertGone(KILLED);
        }
    }

    @Test
    void oneThatListensEndsByItself() throws Exception {
        try (ListeningSocket socket = listen(); Control control = new Control(fixture)) {
            start(socket, "sleep 1000;");
            control.kill(process.pid());
            assertGone(TERMINATED);
        }
    }

    @Test
    void itsConnectionEndsThoughAnotherProcessHasInheritedIt() throws Exception {
        try (ListeningSocket socket = listen(); Control control = new Control(fixture)) {
            start(socket, "fork; sleep 1000;");
            await("it has a child", () -> process.descendants().count() == 1);
            children = process.descendants().toList();
            control.kill(process.pid());
            assertGone(TERMINATED);
            assertTrue(children.get(0).isAlive());
        }
    }

    private ListeningSocket listen() throws IOException {
        return ListeningSocket.open(fixture.server().display(), directory, "wayland");
    }

    private void start(ListeningSocket socket, String then) throws IOException {
        process = new ProcessBuilder("perl", "-e", CONNECT + then,
                directory.resolve(socket.name()).toString()).inheritIO().start();
        await("it has connected", () -> fixture.server().display().clientCount() == 1);
    }

    private void assertGone(int status) throws InterruptedException {
        await("its connection has ended", () -> fixture.server().display().clientCount() == 0);
        assertTrue(process.waitFor(PATIENCE_NANOS, TimeUnit.NANOSECONDS));
        assertEquals(status, process.exitValue());
    }

    private void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                fail("never came to be: " + what);
            }
            fixture.turn();
            Thread.yield();
        }
    }

    /** As {@code ps} shows it: T is stopped by a signal. */
    private char state() {
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2);
        } catch (IOException gone) {
            return '?';
        }
    }
}
