package org.breakwater.compositor.backend.drm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.render.Dmabuf;
import org.junit.jupiter.api.Test;

/** When a card is asked again to show what it has refused. */
final class ScanoutRefusalsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int CONNECTOR = 7;
    private static final Dmabuf PICTURE = picture(256, 0);

    private long now = 5;
    private final ScanoutRefusals refusals = new ScanoutRefusals(() -> now);

    private static Dmabuf picture(int stride, int offset) {
        return new Dmabuf(64, 48, Kms.XRGB8888, Dmabuf.LINEAR, List.of(new Dmabuf.Plane(3, offset, stride)));
    }

    private boolean covers(Dmabuf picture) {
        return refusals.covers(picture, CONNECTOR, false);
    }

    private void refuse(Dmabuf picture) {
        refusals.add(picture, CONNECTOR, false);
    }

    @Test
    void eachTimeItIsAskedLaterUpToAMinute() {
        List<Long> asked = new ArrayList<>();
        for (; now < 200 * SECOND; now += SECOND / 10) {
            if (!covers(PICTURE)) {
                asked.add(now / SECOND);
                refuse(PICTURE);
            }
        }
        assertEquals(List.of(0L, 1L, 3L, 7L, 15L, 31L, 63L, 127L, 191L), asked);
    }

    @Test
    void onlyWhatIsLikeItIsRefusedWithIt() {
        assertTrue(refusals.add(PICTURE, CONNECTOR, false), "that is news");
        assertTrue(covers(picture(256, 0)));
        assertFalse(covers(picture(320, 0)));
        assertFalse(covers(picture(256, 4096)));
        assertFalse(refusals.covers(PICTURE, CONNECTOR + 1, false));
        assertFalse(refusals.add(picture(256, 0), CONNECTOR, false));
    }

    @Test
    void anotherArrangementIsAskedAtOnceAndFromTheBeginning() {
        refuse(PICTURE);
        now += 2 * SECOND;
        refuse(PICTURE);
        refusals.rearranged();
        assertFalse(covers(PICTURE));
        refuse(PICTURE);
        assertTrue(covers(PICTURE));
        now += SECOND;
        assertFalse(covers(PICTURE));
    }

    @Test
    void thePointersPlaneMayHaveBeenTheReason() {
        refusals.add(PICTURE, CONNECTOR, true);
        assertTrue(refusals.covers(PICTURE, CONNECTOR, true));
        assertFalse(covers(PICTURE));
        refusals.taken(PICTURE, CONNECTOR, false);
        assertTrue(refusals.covers(PICTURE, CONNECTOR, true), "it was taken without the plane only");
        refuse(PICTURE);
        assertTrue(covers(PICTURE), "it was not the plane");
    }

    @Test
    void whatIsTakenIsNoMoreRefused() {
        refuse(PICTURE);
        now += 2 * SECOND;
        refuse(PICTURE);
        refusals.taken(PICTURE, CONNECTOR, false);
        assertFalse(covers(PICTURE));
        assertTrue(refusals.add(PICTURE, CONNECTOR, false), "that is news again");
        now += SECOND;
        assertFalse(covers(PICTURE));
    }

    @Test
    void theFirstAreForgottenFirst() {
        for (int i = 0; i <= ScanoutRefusals.MOST; i++) {
            refuse(picture(256 + i, 0));
        }
        assertFalse(covers(PICTURE));
        for (int i = 1; i <= ScanoutRefusals.MOST; i++) {
            assertTrue(covers(picture(256 + i, 0)));
        }
    }

    @Test
    void lookingOneUpAndRefusingItAgainAllocatesNothing() {
        for (int i = 0; i < ScanoutRefusals.MOST; i++) {
            refuse(picture(256 + i, 0));
        }
        Dmabuf asked = picture(256 + ScanoutRefusals.MOST - 1, 0);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int series = 0; series < 20 && least > 0; series++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1000; i++) {
                now += SECOND;
                if (!covers(asked)) {
                    refuse(asked);
                }
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least);
    }
}
