package org.breakwater.tests.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.breakwater.compositor.capture.Picture;
import org.breakwater.config.OutputMode;
import org.breakwater.tests.Canvas;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.PixelAssert;

/**
 * One compositor with a well-behaved client, which outlives one attack after the other. The hostile
 * client has the left half of the output, the good one the right.
 */
final class Harbour implements AutoCloseable {
    /** Of a buffer that covers the left half: 64 x 64 pixels, four pages. */
    static final int SIDE = 64;
    private static final long PATIENCE_NANOS = 20_000_000_000L;

    private final Fixture fixture;
    private final Policy policy;
    private final GoodClient good;

    Harbour(Policy policy) throws IOException {
        this.policy = policy;
        this.fixture = new Fixture(policy.options(new OutputMode(2 * SIDE, SIDE, 60_000)));
        fixture.open();
        this.good = new GoodClient(fixture, SIDE, 0, SIDE, SIDE);
        for (int i = 0; i < 4; i++) {       // until the compositor keeps what it will keep for it
            good.refresh();
        }
    }

    Policy policy() {
        return policy;
    }

    Fixture fixture() {
        return fixture;
    }

    /** Lets one attack loose, judges it, and finds everything as it was before. */
    void suffer(Scenario scenario) throws Exception {
        Held before = Held.by(fixture.server());
        long uncaught = fixture.loop().uncaughtCount();
        try (Attack attack = new Attack(this)) {
            scenario.steps().run(attack);
            refresh();
        } catch (Attack.Over asExpected) {
            refresh();
        } catch (Unavailable missing) {     // some of it may have been done
            refresh();
            awaitHeld(before);
            throw missing;
        }
        good.roundtrip();
        refresh();
        assertTrue(good.isAlive(), "the good client was disconnected");
        assertEquals(uncaught, fixture.loop().uncaughtCount(), "exceptions that reached the loop");
        assertPicture(empty());
        awaitHeld(before);
    }

    /** A refresh of the output, at which the good client must get its frame. */
    void refresh() {
        good.refresh();
    }

    /** The output as it is to be with nothing in its left half. */
    Canvas empty() {
        return Canvas.of(fixture).fill(SIDE, 0, SIDE, SIDE, good.colour());
    }

    /** What is on screen, after refreshes enough for both buffers of the output to be drawn. */
    Picture picture() {
        refresh();
        refresh();
        return fixture.picture();
    }

    void assertPicture(Canvas expected) {
        Picture actual = picture();
        assertNothingPrivate(actual);
        PixelAssert.assertSame(expected.picture(), actual, 1);
    }

    /** No pixel of the left half has a colour of the good client's. */
    static void assertNothingPrivate(Picture picture) {
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int pixel = picture.at(x, y);
                assertTrue((pixel & 0xff00ff) != 0xff00ff,
                        "the good client's colour shows at " + x + "," + y);
            }
        }
    }

    /** Large pools are given back on a thread of their own. */
    private void awaitHeld(Held before) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        Held now = Held.by(fixture.server());
        while (!now.equals(before) && System.nanoTime() < deadline) {
            fixture.turn();
            now = Held.by(fixture.server());
        }
        assertEquals(before.toString(), now.toString());
    }

    @Override
    public void close() {
        fixture.close();
    }
}
