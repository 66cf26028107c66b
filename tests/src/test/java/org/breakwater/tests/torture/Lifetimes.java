package org.breakwater.tests.torture;

import static org.breakwater.tests.torture.Attack.BYTES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.desktop.Desktop;
import org.breakwater.compositor.desktop.Window;
import org.breakwater.compositor.glue.SeatInput;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.protocol.wire.MessageWriter;
import org.breakwater.shm.Memfd;
import org.breakwater.tests.Canvas;
import org.breakwater.tests.TestClient;
import org.breakwater.tests.TestWindow;
import org.breakwater.wayland.WlDisplay;
import org.breakwater.wayland.client.WlBufferProxy;
import org.breakwater.wayland.client.WlDataDeviceManagerProxy;
import org.breakwater.wayland.client.WlDataDeviceProxy;
import org.breakwater.wayland.client.WlPointerProxy;
import org.breakwater.wayland.client.WlSeatProxy;
import org.breakwater.wayland.client.WlShmPoolProxy;
import org.breakwater.wayland.client.WlShmProxy;
import org.breakwater.wayland.client.WlSubsurfaceProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;

/** F, and what of A is about roles: objects that end, or are used, in the wrong order. */
final class Lifetimes {
    private static final int CREATE_POOL = 0;
    /** BTN_LEFT of the kernel's. */
    private static final int LEFT = 0x110;

    private Lifetimes() {
    }

    static List<Scenario> all() {
        List<Scenario> all = new ArrayList<>();
        all.add(new Scenario('A', 6, "truncated under a synchronized subsurface's cached commit",
                Lifetimes::subsurface));
        all.add(new Scenario('A', 6, "truncated cursor", Lifetimes::cursor));
        all.add(new Scenario('A', 6, "truncated drag icon", Lifetimes::dragIcon));
        all.add(new Scenario('A', 6, "truncated while nothing shows it", Lifetimes::hidden));
        all.add(new Scenario('A', 6, "truncated while its window is minimized", Lifetimes::minimized));
        all.add(new Scenario('F', 27, "pool destroyed before its buffers",
                Lifetimes::poolFirst));
        all.add(new Scenario('F', 27, "resized with a commit in flight", Lifetimes::resizeInFlight));
        all.add(new Scenario('F', 27, "one buffer on two surfaces", Lifetimes::twoSurfaces));
        all.add(new Scenario('F', 27, "destroyed buffer attached", Lifetimes::attachDestroyed));
        all.add(new Scenario('F', 27, "ids used again and again", Lifetimes::idsAgain));
        all.add(new Scenario('F', 27, "version 1 of wl_shm", Lifetimes::versionOne));
        all.add(new Scenario('F', 27, "pool used after wl_shm.release", Lifetimes::released));
        all.add(new Scenario('F', 27, "create_pool without a descriptor", Lifetimes::noDescriptor));
        for (int extra : new int[] {1, 10, 252, 253, 600}) {
            all.add(new Scenario('F', 27, extra + " descriptors that no request takes",
                    attack -> extraDescriptors(attack, extra)));
        }
        all.add(new Scenario('F', 27, "error in the middle of a batch of pools",
                Lifetimes::errorInBatch));
        return all;
    }

    private static void subsurface(Attack attack) throws IOException {
        Memfd below = attack.file(BYTES);
        attack.show(Attack.buffer(attack.pool(below, BYTES), 0));
        WlSurfaceProxy child = attack.client().surface();
        WlSubsurfaceProxy role = attack.client().subcompositor().getSubsurface(child,
                attack.surface());
        role.setPosition(0, 0);
        Memfd file = attack.file(BYTES);
        WlBufferProxy buffer = attack.pool(file, BYTES).createBuffer(0, 64, 64, 256, Attack.XRGB);
        child.attach(buffer, 0, 0);
        child.damageBuffer(0, 0, 64, 64);
        child.commit();
        attack.shows(BYTES);
        file.truncate(4096);
        attack.surface().commit();
        attack.settle();
        attack.missing();
        Canvas canvas = attack.harbour().empty().fill(0, 16, 64, 48, 0xff000000);
        for (int y = 0; y < 16; y++) {
            for (int x = 0; x < 64; x++) {
                canvas.fill(x, y, 1, 1, Attack.colour(y * 256L + x * 4L, 0));
            }
        }
        attack.harbour().assertPicture(canvas);
    }

    private static void cursor(Attack attack) throws IOException {
        attack.show(Attack.buffer(attack.pool(attack.file(BYTES), BYTES), 0));
        int[] serial = new int[1];
        WlPointerProxy pointer = attack.client().bind(WlSeatProxy.TYPE).getPointer();
        pointer.listen(new WlPointerProxy.Events() {
            @Override
            public void enter(int number, WlSurfaceProxy surface, double x, double y) {
                serial[0] = number;
            }
        });
        attack.shows(BYTES);
        attack.harbour().fixture().server().input().pointerMoved(1, 10, 10);
        attack.pump(() -> serial[0] != 0);
        Memfd file = attack.file(BYTES);
        WlSurfaceProxy image = attack.client().surface();
        pointer.setCursor(serial[0], image, 10, 10);
        image.attach(Attack.buffer(attack.pool(file, BYTES), 0), 0, 0);
        image.damageBuffer(0, 0, 64, 64);
        file.truncate(0);
        image.commit();
        attack.settle();
        attack.missing();
        attack.showsZerosFrom(BYTES);       // a cursor of nothing, over the surface
        attack.harbour().fixture().server().input().pointerMoved(2, 100, 10);
    }

    private static void dragIcon(Attack attack) throws IOException {
        attack.show(Attack.buffer(attack.pool(attack.file(BYTES), BYTES), 0));
        attack.shows(BYTES);
        int[] serial = new int[1];
        WlSeatProxy seat = attack.client().bind(WlSeatProxy.TYPE);
        seat.getPointer().listen(new WlPointerProxy.Events() {
            @Override
            public void button(int number, int timeMillis, int button, int state) {
                serial[0] = number;
            }
        });
        WlDataDeviceProxy device = attack.client().bind(WlDataDeviceManagerProxy.TYPE).getDataDevice(seat);
        attack.settle();
        SeatInput input = attack.harbour().fixture().server().input();
        input.pointerMoved(1, 10, 10);
        input.pointerButton(2, LEFT, true);
        try {
            attack.pump(() -> serial[0] != 0);
            Memfd file = attack.file(BYTES);
            WlSurfaceProxy icon = attack.client().surface();
            device.startDrag(null, attack.surface(), icon, serial[0]);
            icon.attach(Attack.buffer(attack.pool(file, BYTES), 0), 0, 0);
            icon.damageBuffer(0, 0, 64, 64);
            file.truncate(0);
            icon.commit();
            attack.settle();
            attack.missing();
            attack.showsZerosFrom(BYTES);       // an icon of nothing, over the surface
        } finally {
            input.pointerButton(3, LEFT, false);
            input.pointerMoved(4, 100, 10);
        }
    }

    private static void minimized(Attack attack) throws IOException {
        TestWindow window = new TestWindow(attack.client());
        window.map(32, 32, 0xff203040);
        Desktop desktop = attack.harbour().fixture().server().desktop();
        Window shown = desktop.stacking().get(desktop.stacking().size() - 1);
        desktop.minimize(shown);
        assertTrue(desktop.isMinimized(shown));
        Memfd file = attack.file(BYTES);
        window.surface().attach(Attack.buffer(attack.pool(file, BYTES), 0), 0, 0);
        window.surface().damageBuffer(0, 0, 64, 64);
        file.truncate(1);
        window.surface().commit();
        attack.settle();
        attack.missing();
        attack.showsNothing();
    }

    /** Its contents are read all the same, or not at all; it is the same to everybody else. */
    private static void hidden(Attack attack) throws IOException {
        Memfd file = attack.file(BYTES);
        WlBufferProxy buffer = Attack.buffer(attack.pool(file, BYTES), 0);
        WlSurfaceProxy unseen = attack.client().surface();
        unseen.attach(buffer, 0, 0);
        unseen.commit();
        file.truncate(1);
        unseen.attach(buffer, 0, 0);
        unseen.damageBuffer(0, 0, 64, 64);
        unseen.commit();
        attack.settle();
        attack.harbour().assertPicture(attack.harbour().empty());
    }

    private static void poolFirst(Attack attack) throws IOException {
        Memfd file = attack.file(BYTES);
        WlShmPoolProxy pool = attack.pool(file, BYTES);
        WlBufferProxy buffer = Attack.buffer(pool, 0);
        pool.destroy();
        attack.show(buffer);
        attack.shows(BYTES);
        file.truncate(4097);
        attack.show(buffer);
        attack.shows(4097);
    }

    private static void resizeInFlight(Attack attack) throws IOException {
        Memfd file = attack.file(BYTES);
        WlShmPoolProxy pool = attack.pool(file, BYTES);
        WlBufferProxy buffer = Attack.buffer(pool, 0);
        attack.attach(buffer);
        pool.resize(4 * BYTES);
        attack.surface().commit();
        pool.resize(8 * BYTES);
        buffer.destroy();
        pool.destroy();
        attack.shows(BYTES);
    }

    private static void twoSurfaces(Attack attack) throws IOException {
        Memfd file = attack.file(BYTES);
        WlBufferProxy buffer = Attack.buffer(attack.pool(file, BYTES), 0);
        WlSurfaceProxy other = attack.client().surface();
        other.attach(buffer, 0, 0);
        attack.show(buffer);
        buffer.destroy();
        other.commit();
        attack.shows(BYTES);
    }

    private static void attachDestroyed(Attack attack) throws IOException {
        WlBufferProxy buffer = Attack.buffer(attack.pool(attack.file(BYTES), BYTES), 0);
        int id = buffer.id();
        buffer.destroy();
        attack.settle();
        MessageWriter raw = attack.client().display().rawWriter();
        raw.begin(attack.surface().id(), 1);
        raw.putObjectId(id);
        raw.putInt(0);
        raw.putInt(0);
        raw.end();
        attack.refused("wl_display", WlDisplay.Error.INVALID_OBJECT);
    }

    private static void idsAgain(Attack attack) throws IOException {
        Memfd file = attack.file(BYTES);
        int first = 0;
        int last = 0;
        for (int i = 0; i < 300; i++) {
            WlShmPoolProxy pool = attack.pool(file, BYTES);
            WlBufferProxy buffer = Attack.buffer(pool, 0);
            pool.destroy();
            attack.show(buffer);
            first = i == 0 ? buffer.id() : first;
            last = buffer.id();
            if (i < 299) {
                buffer.destroy();
            }
            attack.settle();
        }
        assertTrue(last < first + 100, "ids were never free again: " + first + " to " + last);
        attack.shows(BYTES);
    }

    private static void versionOne(Attack attack) throws IOException {
        Integer[] name = new Integer[1];
        attack.client().display().proxy().getRegistry().listen(
                new org.breakwater.wayland.client.WlRegistryProxy.Events() {
                    @Override
                    public void global(int number, String interfaceName, int version) {
                        if (interfaceName.equals("wl_shm")) {
                            name[0] = number;
                        }
                    }
                });
        attack.settle();
        WlShmProxy old = attack.client().registry().bind(name[0], WlShmProxy.TYPE, 1);
        assertEquals(1, old.version());
        Memfd file = attack.file(BYTES);
        WlBufferProxy buffer = Attack.buffer(old.createPool(file.fd(), BYTES), 0);
        attack.show(buffer);
        attack.shows(BYTES);
        MessageWriter raw = attack.client().display().rawWriter();
        raw.begin(old.id(), 1);     // release came with version 2
        raw.end();
        attack.refused("wl_display", WlDisplay.Error.INVALID_METHOD);
    }

    private static void released(Attack attack) throws IOException {
        Memfd file = attack.file(BYTES);
        WlShmPoolProxy pool = attack.pool(file, BYTES);
        attack.client().shm().release();
        pool.resize(BYTES + 1);
        WlBufferProxy buffer = Attack.buffer(pool, 0);
        attack.show(buffer);
        attack.shows(BYTES);
        file.truncate(0);
        attack.show(buffer);
        attack.shows(0);
    }

    private static void noDescriptor(Attack attack) {
        int nextId = attack.client().surface().id() + 1;
        MessageWriter raw = attack.client().display().rawWriter();
        raw.begin(attack.client().shm().id(), CREATE_POOL);
        raw.putNewId(nextId);
        raw.putInt(BYTES);
        raw.end();
        attack.refused("wl_display", WlDisplay.Error.INVALID_METHOD);
    }

    /** They come with requests that take none, in one message or several. */
    private static void extraDescriptors(Attack attack, int count) throws IOException {
        Memfd file = attack.file(BYTES);
        WlBufferProxy buffer = Attack.buffer(attack.pool(file, BYTES), 0);
        attack.settle();
        Fd[] pipe = Fd.pipe();
        attack.own(pipe[0]);
        attack.own(pipe[1]);
        for (int i = 0; i < count; i++) {
            MessageWriter raw = attack.client().display().rawWriter();
            raw.begin(attack.surface().id(), 6);    // commit
            raw.putFd(pipe[0]);
            raw.end();
        }
        attack.show(buffer);
        attack.livesOrIsRefused("wl_display", WlDisplay.Error.INVALID_METHOD,
                WlDisplay.Error.NO_MEMORY, WlDisplay.Error.IMPLEMENTATION);
        attack.shows(BYTES);
    }

    /** The descriptors behind the error have come and will never be claimed. */
    private static void errorInBatch(Attack attack) throws IOException {
        Memfd file = attack.file(BYTES);
        for (int i = 0; i < 10; i++) {
            attack.pool(file, BYTES);
        }
        attack.pool(file, -1);
        for (int i = 0; i < 10; i++) {
            attack.pool(file, BYTES);
        }
        TestClient another = attack.connect();
        another.roundtrip();
        attack.refused("wl_shm", org.breakwater.wayland.WlShm.Error.INVALID_STRIDE);
    }
}
