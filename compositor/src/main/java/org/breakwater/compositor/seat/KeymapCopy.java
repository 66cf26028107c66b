package org.breakwater.compositor.seat;

import java.io.IOException;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.shm.Memfd;

/**
 * A keymap file of one client alone, made when first asked for. Clients of versions before 7 may
 * map it shared, which the kernel refuses for a file sealed against writing; so this one is not,
 * and whoever writes to it harms nobody else.
 */
final class KeymapCopy implements AutoCloseable {
    private Fd file;

    Fd of(byte[] content) throws IOException {
        if (file == null) {
            try (Memfd memory = Memfd.writable("breakwater-keymap", content.length)) {
                memory.buffer().put(content);
                memory.addSeals(Memfd.SEAL_SHRINK | Memfd.SEAL_GROW | Memfd.SEAL_SEAL);
                file = memory.fd().dup();
            }
        }
        return file;
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
            file = null;
        }
    }
}
