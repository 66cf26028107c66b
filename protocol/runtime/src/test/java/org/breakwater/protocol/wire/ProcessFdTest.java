package org.breakwater.protocol.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessFdTest {
    private static final int DEADLINE_MILLIS = 60_000;

    @TempDir
    Path directory;

    @Test
    void itBecomesReadableWhenTheProcessEnds() throws Exception {
        Process sleeper = new ProcessBuilder("sleep", "1000").start();
        try (ProcessFd process = ProcessFd.of((int) sleeper.pid())) {
            assertFalse(UnixSocket.await(process.fd(), false, 0));
            process.signal(ProcessFd.SIGTERM);
            assertTrue(UnixSocket.await(process.fd(), false, DEADLINE_MILLIS));
            assertEquals(128 + ProcessFd.SIGTERM, sleeper.waitFor());
            process.signal(ProcessFd.SIGKILL);      // nobody is hit, and nothing is said
        } finally {
            sleeper.destroyForcibly();
        }
    }

    @Test
    void theEndOfANumberIsAnError() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        assertThrows(IOException.class, () -> ProcessFd.of((int) gone.pid()));
    }

    @Test
    void thePeerOfASocketIsWhoConnectedIt() throws Exception {
        Path path = directory.resolve("socket");
        try (Fd listening = UnixSocket.listen(path); Fd client = UnixSocket.connect(path);
                Fd accepted = UnixSocket.accept(listening);
                ProcessFd process = ProcessFd.ofPeer(accepted)) {
            assertFalse(UnixSocket.await(process.fd(), false, 0));
            assertTrue(client.isOpen());
            process.signal(0);                      // this process, which lives
        }
    }
}
