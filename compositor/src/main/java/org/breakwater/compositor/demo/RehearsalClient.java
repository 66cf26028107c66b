package org.breakwater.compositor.demo;

import java.io.IOException;
import java.nio.file.Path;
import org.breakwater.shm.Memfd;
import org.breakwater.wayland.WlShm;
import org.breakwater.wayland.client.WlBufferProxy;
import org.breakwater.wayland.client.WlRegionProxy;
import org.breakwater.wayland.client.WlShmPoolProxy;

/**
 * A client of the {@link Rehearsal}: a window that changes by turns all over and in a strip, without drawing
 * anything itself. One thread.
 */
final class RehearsalClient implements AutoCloseable {
    private static final int STRIP = 24;
    private static final int BUFFERS = 3;

    private final DemoConnection connection;
    private final Memfd file;
    private final DemoWindow window;
    private final int width;
    private final int height;
    private final WlBufferProxy[] buffers = new WlBufferProxy[BUFFERS];
    private final boolean[] busy = new boolean[BUFFERS];
    private int frames;

    /** Connects, and shows its first frame as soon as it is dispatched. */
    static RehearsalClient start(Path socket, int width, int height, boolean sealed, boolean fullscreen,
            Deadline deadline) throws IOException {
        DemoConnection connection = DemoConnection.open(socket, deadline);
        Memfd file = null;
        try {
            file = Memfd.writable("breakwater-rehearsal", (long) BUFFERS * width * height * 4);
            if (sealed) {
                file.addSeals(Memfd.SEAL_SHRINK | Memfd.SEAL_GROW | Memfd.SEAL_SEAL);
            }
            return new RehearsalClient(connection, file, width, height, fullscreen, deadline);
        } catch (IOException | RuntimeException failed) {
            if (file != null) {
                file.close();
            }
            connection.close();
            throw failed;
        }
    }

    private RehearsalClient(DemoConnection connection, Memfd file, int width, int height,
            boolean fullscreen, Deadline deadline) throws IOException {
        this.connection = connection;
        this.file = file;
        this.width = width;
        this.height = height;
        window = new DemoWindow(connection, "rehearsal", width, height, deadline);
        if (fullscreen) {
            window.fullscreen();
        }
        int bytes = width * height * 4;
        WlShmPoolProxy pool = connection.shm().createPool(file.fd(), BUFFERS * bytes);
        for (int i = 0; i < BUFFERS; i++) {
            int index = i;
            buffers[i] = pool.createBuffer(i * bytes, width, height, width * 4,
                    WlShm.Format.XRGB8888.value());
            buffers[i].listen(new WlBufferProxy.Events() {
                @Override
                public void release() {
                    busy[index] = false;
                }
            });
        }
        pool.destroy();
        commitNext();
    }

    /** Returns when the next frame has been asked for and committed; false when none is by the deadline. */
    boolean nextFrame(Deadline deadline) throws IOException {
        for (int before = frames; frames == before && !deadline.hasPassed();) {
            connection.dispatch(deadline.millisLeft());
        }
        connection.flush();
        return !deadline.hasPassed();
    }

    /** Sends many requests of the kinds that come most often, and waits for the answer to the last. */
    void requests(Deadline deadline) throws IOException {
        for (int i = 0; i < 100; i++) {
            WlRegionProxy region = connection.compositor().createRegion();
            region.add(0, 0, width, height);
            region.subtract(i, i, 1, 1);
            window.surface().setInputRegion(region);
            region.destroy();
            window.surface().setBufferScale(1);
            window.surface().damageBuffer(i, i, 1, 1);
            window.surface().commit();
        }
        connection.roundtrip(deadline);
    }

    @Override
    public void close() {
        connection.close();
        file.close();
    }

    private void commitNext() {
        int free = 0;
        while (free < BUFFERS && busy[free]) {
            free++;
        }
        window.onFrame(this::frameDone);
        if (free < BUFFERS) {
            busy[free] = true;
            window.surface().attach(buffers[free], 0, 0);
            boolean all = frames % 8 == 0;
            window.surface().damageBuffer(0, all ? 0 : frames % (height - STRIP), width,
                    all ? height : STRIP);
        }
        window.surface().commit();
    }

    private void frameDone() {
        frames++;
        commitNext();
    }
}
