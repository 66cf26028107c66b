package org.breakwater.protocol.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnixSocketTest {
    private static final int MORE_THAN_WAIT = 1000;
    private static final int PATIENCE_MILLIS = 100;
    private static final int F_GETFD = 1;
    private static final int NOT_OPEN = 1 << 28;

    @TempDir
    private Path folder;

    @Test
    void whoTakesNoConnectionsIsNotWaitedForForEver() throws IOException {
        Path path = folder.resolve("deaf");
        List<Fd> waiting = new ArrayList<>();
        try (Fd listening = UnixSocket.listen(path)) {
            IOException refused = assertThrows(IOException.class, () -> {
                for (int i = 0; i < MORE_THAN_WAIT; i++) {
                    waiting.add(UnixSocket.connect(path, PATIENCE_MILLIS));
                }
            });
            assertEquals("connect " + path + ": whoever listens takes no connection", refused.getMessage());
            assertTrue(waiting.size() > 1, waiting.size() + " wait");
            UnixSocket.accept(listening).close();
            UnixSocket.connect(path, PATIENCE_MILLIS).close();
        } finally {
            waiting.forEach(Fd::close);
        }
    }

    @Test
    void whatCannotBeConnectedLeavesNothingOpen() {
        failToConnect();    // the JVM has some for itself from the first time on
        int before = OpenFds.count();
        failToConnect();
        assertEquals(before, OpenFds.count());
    }

    @Test
    void aConnectionIsInheritedAndNotPassedOn() throws IOException {
        Fd[] pair = Fd.socketPair();
        try (Fd other = pair[1]) {
            assertEquals(0, Native.LIBC.fcntl(pair[0].raw(), Native.F_SETFD, 0));
            try (Fd inherited = UnixSocket.inherit(pair[0].release())) {
                assertEquals(Native.FD_CLOEXEC, Native.LIBC.fcntl(inherited.raw(), F_GETFD, 0));
                inherited.write(new byte[] {7});
            }
            assertArrayEquals(new byte[] {7}, other.readAll());
        }
    }

    @Test
    void whatIsNoConnectionIsNotInherited() throws IOException {
        Fd[] pipe = Fd.pipe();
        try (Fd read = pipe[0]; Fd write = pipe[1]; Fd listening = UnixSocket.listen(folder.resolve("l"))) {
            for (Fd each : List.of(read, write, listening)) {
                assertEquals("descriptor " + each.raw() + " is no connection of a Unix socket",
                        assertThrows(IOException.class, () -> UnixSocket.inherit(each.raw())).getMessage());
            }
            write.write(new byte[] {7});    // they are open still
        }
        assertEquals("descriptor " + NOT_OPEN + " is not open",
                assertThrows(IOException.class, () -> UnixSocket.inherit(NOT_OPEN)).getMessage());
    }

    private void failToConnect() {
        assertThrows(IOException.class, () -> UnixSocket.connect(folder.resolve("nobody")));
        assertThrows(IOException.class, () -> UnixSocket.connect(folder.resolve("x".repeat(200)), 1));
    }
}
