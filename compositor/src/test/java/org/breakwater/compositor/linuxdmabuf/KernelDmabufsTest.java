package org.breakwater.compositor.linuxdmabuf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.shm.Memfd;
import org.junit.jupiter.api.Test;

class KernelDmabufsTest {
    private final KernelDmabufs files = new KernelDmabufs();

    @Test
    void aDmabufHasAnExporterAndASize() {
        assertEquals(16384, KernelDmabufs.sizeIn("pos:\t0\nflags:\t0100002\nmnt_id:\t13\nino:\t4\n"
                + "size:\t16384\ncount:\t3\nexp_name:\tudmabuf\n"));
    }

    @Test
    void aSizeAloneIsNoDmabuf() {
        assertEquals(DmabufFiles.NONE, KernelDmabufs.sizeIn("pos:\t0\nsize:\t16384\n"));
    }

    @Test
    void whatIsReadableIsFinished() throws IOException {
        Fd[] pipe = Fd.pipe();
        try (Fd in = pipe[0]; Fd out = pipe[1]) {
            assertEquals(in.raw(), files.unfinished(in));
            out.write(new byte[1]);
            assertEquals(DmabufFiles.FINISHED, files.unfinished(in));
        }
    }

    @Test
    void anythingElseIsNone() throws IOException {
        Fd[] pipe = Fd.pipe();
        Fd[] sockets = Fd.socketPair();
        try (Memfd memory = Memfd.create("size:1", 4096)) {
            for (Fd fd : new Fd[] {pipe[0], pipe[1], sockets[0], memory.fd()}) {
                assertEquals(DmabufFiles.NONE, files.size(fd));
            }
        } finally {
            for (Fd fd : new Fd[] {pipe[0], pipe[1], sockets[0], sockets[1]}) {
                fd.close();
            }
        }
    }
}
