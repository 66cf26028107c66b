package org.breakwater.tests.torture;

import static org.breakwater.tests.torture.Attack.BYTES;
import static org.breakwater.tests.torture.Attack.STRIDE;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.shm.Memfd;
import org.breakwater.shm.ShmFormat;
import org.breakwater.tests.Canvas;
import org.breakwater.wayland.client.WlBufferProxy;
import org.breakwater.wayland.client.WpViewportProxy;

/** I: what is seen of a truncated buffer, and that it is nobody else's. */
final class Contents {
    private static final int SIDE = Harbour.SIDE;

    private Contents() {
    }

    static List<Scenario> all() {
        List<Scenario> all = new ArrayList<>();
        for (ShmFormat format : ShmFormat.values()) {
            all.add(new Scenario('I', 30, "nothing of it is there, " + format,
                    attack -> nothing(attack, format)));
        }
        for (int transform = 0; transform < 8; transform++) {
            int turned = transform;
            all.add(new Scenario('I', 30, "truncated and turned, transform " + transform,
                    attack -> turned(attack, turned)));
        }
        all.add(new Scenario('I', 30, "truncated and scaled", Contents::scaled));
        all.add(new Scenario('I', 30, "truncated below a viewport", Contents::viewport));
        all.add(new Scenario('I', 30, "damage far outside the buffer", Contents::damageOutside));
        all.add(new Scenario('I', 30, "only the truncated part damaged", Contents::damagedPart));
        all.add(new Scenario('I', 30, "canary: hundred sizes after private pixels",
                Contents::canary));
        return all;
    }

    /** Zeros: nothing where there is alpha, black where there is none. */
    private static void nothing(Attack attack, ShmFormat format) throws IOException {
        Memfd file = attack.file(0);
        WlBufferProxy buffer = attack.pool(file, BYTES).createBuffer(0, SIDE, SIDE, STRIDE,
                format.code());
        attack.show(buffer);
        attack.settle();
        attack.missing();
        attack.showsColour(format.opaque() ? 0xff000000 : 0);
    }

    private static void turned(Attack attack, int transform) throws IOException {
        Memfd file = attack.file(BYTES);
        WlBufferProxy buffer = Attack.buffer(attack.pool(file, BYTES), 0);
        attack.surface().setBufferTransform(transform);
        file.truncate(BYTES / 2);
        attack.show(buffer);
        attack.settle();
        attack.missing();
        Canvas canvas = attack.harbour().empty();
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int bx = switch (transform) {
                    case 0, 6 -> x;
                    case 1, 5 -> y;
                    case 2, 4 -> SIDE - 1 - x;
                    default -> SIDE - 1 - y;
                };
                int by = switch (transform) {
                    case 0, 4 -> y;
                    case 1, 7 -> SIDE - 1 - x;
                    case 2, 6 -> SIDE - 1 - y;
                    default -> x;
                };
                long at = (long) by * STRIDE + bx * 4L;
                canvas.fill(x, y, 1, 1, Attack.visible(Attack.colour(at, 0), BYTES / 2 - at));
            }
        }
        attack.harbour().assertPicture(canvas);
    }

    /** One colour, so that nothing has to be said about how a scaler mixes. */
    private static void scaled(Attack attack) throws IOException {
        int size = 4 * BYTES;
        Memfd file = attack.file(size);
        for (int at = 0; at < size; at += 4) {
            file.buffer().putInt(at, 0xff205030);
        }
        WlBufferProxy buffer = attack.pool(file, size).createBuffer(0, 128, 128, 512, Attack.ARGB);
        attack.surface().setBufferScale(2);
        file.truncate(size / 2);
        attack.show(buffer);
        attack.settle();
        attack.missing();
        attack.harbour().assertPicture(attack.harbour().empty().fill(0, 0, SIDE, SIDE / 2,
                0xff205030));
    }

    private static void viewport(Attack attack) throws IOException {
        Memfd file = attack.file(BYTES);
        WlBufferProxy buffer = Attack.buffer(attack.pool(file, BYTES), 0);
        WpViewportProxy viewport = attack.client().viewporter().getViewport(attack.surface());
        viewport.setSource(0, SIDE / 2, SIDE, SIDE / 2);
        viewport.setDestination(SIDE, SIDE);
        file.truncate(BYTES / 2);
        attack.show(buffer);
        attack.settle();
        attack.missing();
        attack.harbour().assertPicture(attack.harbour().empty());
    }

    private static void damageOutside(Attack attack) throws IOException {
        Memfd file = attack.file(BYTES);
        WlBufferProxy buffer = Attack.buffer(attack.pool(file, BYTES), 0);
        attack.show(buffer);
        attack.shows(BYTES);
        attack.surface().attach(buffer, 0, 0);
        attack.surface().damageBuffer(-1_000, -1_000, 500, 500);
        attack.surface().damageBuffer(SIDE, SIDE, Integer.MAX_VALUE, Integer.MAX_VALUE);
        attack.surface().damageBuffer(0, 0, -5, -5);
        attack.surface().damage(Integer.MIN_VALUE, Integer.MIN_VALUE, Integer.MAX_VALUE,
                Integer.MAX_VALUE);
        file.truncate(0);
        attack.surface().commit();
        attack.showsZerosFrom(BYTES);       // nothing of it was damaged, so nothing is read
    }

    private static void damagedPart(Attack attack) throws IOException {
        Memfd file = attack.file(BYTES);
        WlBufferProxy buffer = Attack.buffer(attack.pool(file, BYTES), 0);
        attack.show(buffer);
        attack.shows(BYTES);
        file.truncate(BYTES / 2);
        attack.surface().attach(buffer, 0, 0);
        attack.surface().damageBuffer(0, SIDE / 2, SIDE, SIDE / 2);
        attack.surface().commit();
        attack.settle();
        attack.missing();
        attack.showsZerosFrom(BYTES / 2);
    }

    /** After every frame of the good client's, a buffer with nothing behind it, of any size. */
    private static void canary(Attack attack) throws IOException {
        Memfd file = attack.file(0);
        var pool = attack.pool(file, 1 << 20);
        for (int i = 1; i <= 100; i++) {
            WlBufferProxy buffer = pool.createBuffer(i * 12, i, 1 + i * 37 % 64, i * 4 + i % 3 * 256,
                    i % 2 == 0 ? Attack.ARGB : Attack.XRGB);
            attack.harbour().refresh();
            attack.show(buffer);
            attack.settle();
            attack.missing();
            if (i % 5 == 0) {
                Harbour.assertNothingPrivate(attack.harbour().picture());
            }
            buffer.destroy();
        }
    }
}
