package org.breakwater.protocol.wire;

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

    private void failToConnect() {
        assertThrows(IOException.class, () -> UnixSocket.connect(folder.resolve("nobody")));
        assertThrows(IOException.class, () -> UnixSocket.connect(folder.resolve("x".repeat(200)), 1));
    }
}
