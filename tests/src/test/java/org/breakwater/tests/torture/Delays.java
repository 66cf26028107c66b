package org.breakwater.tests.torture;

import static org.breakwater.tests.torture.Attack.BYTES;

import java.io.IOException;
import java.util.List;
import org.breakwater.shm.Memfd;
import org.breakwater.wayland.client.WlBufferProxy;
import org.breakwater.wayland.client.WpCommitTimerV1Proxy;
import org.breakwater.wayland.client.WpCommitTimingManagerV1Proxy;
import org.breakwater.wayland.client.WpFifoManagerV1Proxy;
import org.breakwater.wayland.client.WpFifoV1Proxy;

/** A6: the file shrinks under a commit that is complete and waits for its time. */
final class Delays {
    private static final int LEFT = 4096;
    private static final long NANOS_IN_SECOND = 1_000_000_000L;
    private static final int REFRESHES = 3;

    private Delays() {
    }

    static List<Scenario> all() {
        return List.of(
                new Scenario('A', 6, "truncated under a commit that waits for a barrier", Delays::barrier),
                new Scenario('A', 6, "truncated under a commit that waits for its time", Delays::time),
                new Scenario('A', 6, "gone while a truncated commit waits for its time", Delays::leave));
    }

    private static void barrier(Attack attack) throws IOException {
        WpFifoV1Proxy fifo = attack.client().bind(WpFifoManagerV1Proxy.TYPE).getFifo(attack.surface());
        fifo.setBarrier();
        attack.show(Attack.buffer(attack.pool(attack.file(BYTES), BYTES), 0));
        fifo.waitBarrier();
        truncateBehind(attack);
    }

    private static void time(Attack attack) throws IOException {
        attack.show(Attack.buffer(attack.pool(attack.file(BYTES), BYTES), 0));
        attack.shows(BYTES);
        later(attack);
        truncateBehind(attack);
    }

    private static void leave(Attack attack) throws IOException {
        later(attack);
        Memfd file = attack.file(BYTES);
        attack.show(Attack.buffer(attack.pool(file, BYTES), 0));
        file.truncate(0);
        attack.settle();
        attack.leave();
    }

    /** The next commit is for the refresh after the next. */
    private static void later(Attack attack) {
        WpCommitTimerV1Proxy timer = attack.client().bind(WpCommitTimingManagerV1Proxy.TYPE)
                .getTimer(attack.surface());
        long when = attack.harbour().fixture().clock().nanos()
                + 2 * attack.harbour().fixture().output().output().mode().refreshNanos();
        timer.setTimestamp(0, (int) (when / NANOS_IN_SECOND), (int) (when % NANOS_IN_SECOND));
    }

    /** Commits another file's pixels, and shrinks it before they are due. */
    private static void truncateBehind(Attack attack) throws IOException {
        Memfd file = attack.file(BYTES);
        Attack.paint(file, BYTES, 1);
        WlBufferProxy buffer = Attack.buffer(attack.pool(file, BYTES), 0);
        attack.show(buffer);
        attack.settle();
        file.truncate(LEFT);
        for (int i = 0; i < REFRESHES; i++) {
            attack.harbour().refresh();
        }
        attack.shows(0, LEFT, 1);
    }
}
