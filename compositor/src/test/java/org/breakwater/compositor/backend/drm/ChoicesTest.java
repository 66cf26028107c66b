package org.breakwater.compositor.backend.drm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.breakwater.config.OutputMode;
import org.junit.jupiter.api.Test;

/** Which mode, which CRTC and which modifier. */
final class ChoicesTest {
    private static final KmsMode HD_60 = KmsMode.of(1920, 1080, 60_000, true);
    private static final KmsMode HD_75 = KmsMode.of(1920, 1080, 75_000, false);
    private static final KmsMode HD_144 = KmsMode.of(1920, 1080, 144_000, false);
    private static final KmsMode SD = KmsMode.of(1024, 768, 60_000, false);

    @Test
    void theScreensOwnChoiceCountsWhereNobodyAsks() {
        assertEquals(HD_60, ModeChoice.of(List.of(SD, HD_144, HD_60), null));
        assertEquals(HD_144, ModeChoice.of(List.of(SD, HD_144, HD_75), null), "the largest");
    }

    @Test
    void theNearestRateOfTheSizeThatIsAskedFor() {
        List<KmsMode> modes = List.of(HD_60, HD_75, HD_144, SD);
        assertEquals(HD_75, ModeChoice.of(modes, new OutputMode(1920, 1080, 80_000)));
        assertEquals(HD_144, ModeChoice.of(modes, new OutputMode(1920, 1080, 0)), "the fastest");
        assertEquals(SD, ModeChoice.of(modes, new OutputMode(1024, 768, 144_000)));
        assertEquals(HD_60, ModeChoice.of(modes, new OutputMode(800, 600, 0)), "there is none");
    }

    @Test
    void ratesAreThoseOfTheTimings() {
        assertEquals(144_000, HD_144.refreshMilliHz());
        assertEquals(1920, HD_75.width());
        assertEquals(1080, HD_75.height());
        assertEquals(HD_75, new KmsMode(HD_75.bytes()));
    }

    @Test
    void asManyAsCanBeGetOne() {
        boolean[][] usable = {{true, false}, {true, true}};
        assertArrayEquals(new int[] {0, 1}, Matching.of(usable, 2, new int[] {-1, -1}));
        assertArrayEquals(new int[] {0, 1}, Matching.of(usable, 2, new int[] {-1, 0}),
                "the second makes room");
        assertArrayEquals(new int[] {0, -1},
                Matching.of(new boolean[][] {{true}, {true}}, 1, new int[] {-1, -1}));
        assertArrayEquals(new int[] {1, 0}, Matching.of(
                new boolean[][] {{true, true}, {true, true}}, 2, new int[] {1, -1}), "kept");
    }

    @Test
    void modifiersOfAFormat() {
        ByteBuffer blob = ByteBuffer.allocate(24 + 8 + 2 * 24).order(ByteOrder.nativeOrder());
        blob.putInt(1).putInt(0).putInt(2).putInt(24).putInt(2).putInt(32);
        blob.putInt(Kms.ARGB8888).putInt(Kms.XRGB8888);
        blob.putLong(3).putInt(0).putInt(0).putLong(77);
        blob.putLong(1).putInt(0).putInt(0).putLong(88);
        assertEquals(List.of(77L, 88L), PlaneFormats.modifiers(blob.array(), Kms.ARGB8888));
        assertEquals(List.of(77L), PlaneFormats.modifiers(blob.array(), Kms.XRGB8888));
        assertEquals(List.of(), PlaneFormats.modifiers(blob.array(), 1));
        blob.putInt(16, 1000).putInt(8, 1000);
        assertEquals(List.of(77L), PlaneFormats.modifiers(blob.array(), Kms.XRGB8888),
                "numbers that lead past its end");
        assertEquals(List.of(), PlaneFormats.modifiers(new byte[3], 1));
    }

    @Test
    void aCardsOwnCountTellsHowManyRefreshesWereMissed() {
        FlipTimes times = new FlipTimes(0);
        times.setPeriod(10);
        assertEquals(100, times.flipped(100, 0xffff_fff0));
        long first = times.sequence();
        times.flipped(130, 0xffff_fff3);
        assertEquals(first + 3, times.sequence());
        times.skipped(140);
        assertEquals(first + 4, times.sequence());
        assertEquals(0, times.flags());
        times.flipped(340, 7);
        assertEquals(first + 0x17, times.sequence(), "over the end of 32 bits");
        assertEquals(FlipTimes.BY_THE_CARD, times.flags());
        times.flipped(350, 1);
        assertEquals(first + 0x18, times.sequence(), "it began anew");
        assertEquals(360, times.next(355));
        assertEquals(370, times.next(360));
    }
}
