package org.breakwater.tests.quotas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.shm.Memfd;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestClient;
import org.breakwater.wayland.WlShm;
import org.breakwater.wayland.client.WlShmPoolProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Files of gigabytes in which nothing was ever written take no memory when they are shown. */
@ExtendWith(FdLeakExtension.class)
class SparsePoolTest {
    private static final int CLIENTS = 200;
    private static final int SIZE = Integer.MAX_VALUE;
    private static final int WIDTH = 64;
    private static final int HEIGHT = 48;

    @RegisterExtension
    final Fixture fixture = new Fixture();

    @Test
    void twoHundredOfTheLargestPoolsTakeNoMemory() throws IOException {
        List<Memfd> files = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Memfd file = Memfd.create("sparse", SIZE);
            files.add(file);
            if (i % 2 == 0) {
                file.addSeals(Memfd.SEAL_SHRINK);
            }
            show(fixture.connect(), file, i);
        }
        fixture.frames(2);
        assertEquals(0, fixture.picture().at(5, 5) & 0xffffff);
        assertEquals(CLIENTS, fixture.server().ledger().pools());
        assertEquals(0, files.stream().mapToLong(SparsePoolTest::allocated).sum(), "bytes of memory");
        files.forEach(Memfd::close);
    }

    /** Commits buffers all over the file, the last of them to stay. */
    private void show(TestClient client, Memfd file, int number) throws IOException {
        WlShmPoolProxy pool = client.shm().createPool(file.fd(), SIZE);
        WlSurfaceProxy surface = client.surface();
        fixture.show(client, surface, 0, 0);
        for (int i = 0; i < 8; i++) {
            int offset = i * (SIZE / 8 & ~0xfff) + number * 4;
            surface.attach(pool.createBuffer(offset, WIDTH, HEIGHT, WIDTH * 4,
                    WlShm.Format.XRGB8888.value()), 0, 0);
            surface.damageBuffer(0, 0, WIDTH, HEIGHT);
            surface.commit();
        }
        client.roundtrip();
    }

    private static long allocated(Memfd file) {
        try {
            return file.allocated();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
