package org.breakwater.tests.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.breakwater.protocol.client.DisplayException;
import org.breakwater.protocol.wire.EnumValue;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.shm.Memfd;
import org.breakwater.tests.Canvas;
import org.breakwater.tests.TestClient;
import org.breakwater.wayland.WlShm;
import org.breakwater.wayland.client.WlBufferProxy;
import org.breakwater.wayland.client.WlShmPoolProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;

/**
 * A hostile client with a surface in the left half of the output, what it has in its hands, and what
 * is to be seen of it. Every pixel that it paints tells by its colour where in the file it lies.
 */
final class Attack implements AutoCloseable {
    static final int STRIDE = Harbour.SIDE * 4;
    /** Of the buffer that fills the left half; four pages. */
    static final int BYTES = STRIDE * Harbour.SIDE;
    static final int ARGB = WlShm.Format.ARGB8888.value();
    static final int XRGB = WlShm.Format.XRGB8888.value();
    private static final int PAGE = 4096;
    private static final long PATIENCE_NANOS = 20_000_000_000L;

    private final Harbour harbour;
    private final List<Runnable> owned = new ArrayList<>();
    private final List<TestClient> clients = new ArrayList<>();
    private final TestClient client;
    private final WlSurfaceProxy surface;
    private boolean ended;

    /** The client has been disconnected, as it had to be: the rest of the attack cannot be. */
    static final class Over extends RuntimeException {
        private static final long serialVersionUID = 1;

        Over() {
            super(null, null, false, false);
        }
    }

    Attack(Harbour harbour) throws IOException {
        this.harbour = harbour;
        this.client = connect();
        this.surface = client.surface();
        harbour.fixture().show(client, surface, 0, 0);
    }

    Harbour harbour() {
        return harbour;
    }

    TestClient client() {
        return client;
    }

    WlSurfaceProxy surface() {
        return surface;
    }

    Policy policy() {
        return harbour.policy();
    }

    /** One more hostile client. */
    TestClient connect() throws IOException {
        TestClient more = harbour.fixture().connect();
        clients.add(more);
        return more;
    }

    /** To be done when the attack is over, in the order in which it was said. */
    void own(Runnable end) {
        owned.add(end);
    }

    /** Its own until the attack is over. */
    Fd own(Fd fd) {
        owned.add(fd::close);
        return fd;
    }

    /** Its own until the attack is over. */
    Memfd own(Memfd file) {
        owned.add(file::close);
        return file;
    }

    /** The colour of the pixel at this offset of a file, which is a multiple of 4. */
    static int colour(long offset, int generation) {
        int pixel = (int) (offset / 4);
        return 0xff000000 | 0x20 + pixel % 64 << 16 | 0x20 + pixel / 64 % 64 << 8
                | 0x40 + generation * 0x30;
    }

    /** A painted memory file of this many bytes. */
    Memfd file(long size) throws IOException {
        Memfd file = own(Memfd.writable("torture", size));
        paint(file, size, 0);
        return file;
    }

    static void paint(Memfd file, long size, int generation) {
        ByteBuffer memory = size == 0 ? null : file.buffer();
        for (int at = 0; at + 4 <= size; at += 4) {
            memory.putInt(at, colour(at, generation));
        }
    }

    /** Paints a file that is not mapped. */
    static void paint(Fd fd, int size) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
        for (int at = 0; at + 4 <= size; at += 4) {
            content.putInt(at, colour(at, 0));
        }
        try (FileChannel file = FileChannel.open(Path.of("/proc/self/fd/" + fd.raw()),
                StandardOpenOption.WRITE)) {
            while (content.hasRemaining()) {
                file.write(content);
            }
        }
    }

    WlShmPoolProxy pool(Memfd file, int size) {
        return pool(file.fd(), size);
    }

    WlShmPoolProxy pool(Fd fd, int size) {
        return client.shm().createPool(fd, size);
    }

    /** A buffer that fills the left half. */
    static WlBufferProxy buffer(WlShmPoolProxy pool, int offset) {
        return pool.createBuffer(offset, Harbour.SIDE, Harbour.SIDE, STRIDE, ARGB);
    }

    void attach(WlBufferProxy buffer) {
        surface.attach(buffer, 0, 0);
        surface.damageBuffer(0, 0, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    void show(WlBufferProxy buffer) {
        attach(buffer);
        surface.commit();
    }

    /** Sends, without waiting until it has been read. */
    void send() {
        client.display().flush();
    }

    /** Until the compositor has answered everything sent so far. */
    void settle() {
        boolean[] done = new boolean[1];
        client.display().sync(() -> done[0] = true);
        pump(() -> done[0]);
        DisplayException error = client.display().error();
        if (!done[0] || error != null) {     // which may come in one piece with the answer
            if (policy() == Policy.DISCONNECT && error != null && isForTruncation(error)) {
                disconnected();
            }
            fail("disconnected: " + (error == null ? "without a word" : error.getMessage()));
        }
    }

    private static boolean isForTruncation(DisplayException error) {
        return error.interfaceName().equals("wl_buffer")
                && error.code() == WlShm.Error.INVALID_FD.value();
    }

    /** The left half shows the file's bytes from {@code offset} up to {@code end}, then zeros. */
    void shows(long offset, long end, int generation) {
        settle();
        if (policy() == Policy.DISCONNECT && end < offset + BYTES) {
            fail("it was not disconnected although its file ends at " + end);
        }
        assertBytes(offset, STRIDE, end, generation);
    }

    /**
     * As {@link #shows} from the file's start, of a file that was found to end at {@code low} before: the
     * pages that were missing then may have to stay zero until there is another pool.
     */
    void showsRegrown(long low, long end, int generation) {
        settle();
        long kept = (low + PAGE - 1) / PAGE * PAGE;
        assertBytes(0, STRIDE, policy() == Policy.ZEROS ? Math.min(end, kept) : end, generation);
    }

    /** As {@link #shows}, where the zeros are the file's own. */
    void showsZerosFrom(long end) {
        settle();
        assertBytes(0, STRIDE, end, 0);
    }

    /** Has just shown what its file does not have: where that is not borne, it must be gone. */
    void missing() {
        if (policy() == Policy.DISCONNECT) {
            fail("it was not disconnected although its file is too short");
        }
    }

    /** The left half shows the rows of a wide buffer. */
    void showsRows(int stride, long end) {
        if (end < (long) stride * (Harbour.SIDE - 1) + STRIDE) {
            missing();
        }
        assertBytes(0, stride, end, 0);
    }

    /** The left half is of one colour. */
    void showsColour(int argb) {
        settle();
        harbour.assertPicture(harbour.empty().fill(0, 0, Harbour.SIDE, Harbour.SIDE, argb));
    }

    private void assertBytes(long offset, int stride, long end, int generation) {
        Canvas canvas = harbour.empty();
        for (int y = 0; y < Harbour.SIDE; y++) {
            for (int x = 0; x < Harbour.SIDE; x++) {
                long at = offset + (long) y * stride + x * 4L;
                canvas.fill(x, y, 1, 1, visible(colour(at, generation), end - at));
            }
        }
        harbour.assertPicture(canvas);
    }

    void shows(long end) {
        shows(0, end, 0);
    }

    /** What is left of a pixel when only this many of its bytes are there. */
    static int visible(int argb, long bytes) {
        return bytes >= 4 ? argb : bytes <= 0 ? 0 : argb & (1 << 8 * bytes) - 1;
    }

    /** Nothing of it is to be seen, and it lives. */
    void showsNothing() {
        settle();
        harbour.assertPicture(harbour.empty());
    }

    /** It must be disconnected, with exactly this error; the attack is over. */
    void refused(String interfaceName, EnumValue code) {
        pump(() -> false);
        DisplayException error = client.display().error();
        assertNotNull(error, "disconnected without an error, where one of " + interfaceName
                + " was due");
        assertEquals(interfaceName + " " + code.value(), error.interfaceName() + " " + error.code(),
                error.getMessage());
        disconnected();
    }

    /** It may live, or be disconnected with one of these errors of an interface. */
    void livesOrIsRefused(String interfaceName, EnumValue... codes) {
        boolean[] done = new boolean[1];
        client.display().sync(() -> done[0] = true);
        pump(() -> done[0]);
        if (done[0]) {
            return;
        }
        DisplayException error = client.display().error();
        assertNotNull(error, "disconnected without an error");
        for (EnumValue code : codes) {
            if (error.interfaceName().equals(interfaceName) && error.code() == code.value()) {
                disconnected();
            }
        }
        fail("disconnected for another reason: " + error.getMessage());
    }

    private void disconnected() {
        ended = true;
        harbour.fixture().turn();
        harbour.assertPicture(harbour.empty());
        throw new Over();
    }

    /** Turns until something is so, or the connection has ended; what helper threads do takes time. */
    void pump(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                fail("no answer in " + PATIENCE_NANOS / 1_000_000_000 + " s");
            }
            client.display().flush();
            harbour.fixture().turn();
            try {
                client.display().dispatchPending();
            } catch (IOException end) {
                ended = true;
                return;
            }
        }
    }

    boolean hasEnded() {
        return ended;
    }

    /** Hangs up at once, whatever is under way. */
    void leave() {
        client.display().flush();
        client.close();
        ended = true;
    }

    @Override
    public void close() {
        clients.forEach(TestClient::close);
        harbour.fixture().turn();
        harbour.fixture().turn();
        owned.forEach(Runnable::run);
    }
}
