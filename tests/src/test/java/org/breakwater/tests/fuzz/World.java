package org.breakwater.tests.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Map;
import org.breakwater.compositor.Ledger;
import org.breakwater.compositor.capture.Picture;
import org.breakwater.config.OutputMode;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestBuffer;
import org.breakwater.tests.TestClient;
import org.breakwater.wayland.client.WlCallbackProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;

/**
 * A headless compositor with a client beside the hostile ones, whose picture covers a corner of the
 * first output. What is checked: that this client never notices anything, and that the compositor
 * is as it was once the hostile ones have gone.
 */
final class World implements AutoCloseable {
    static final int WIDTH = 96;
    static final int HEIGHT = 64;
    private static final int SIDE = 8;
    private static final int LONG = 500;
    private static final int SHORT = 40;
    private static final long WAIT = 2_000_000;

    private final LogWatch log = new LogWatch();
    private final Fixture fixture = new Fixture(new OutputMode(WIDTH, HEIGHT, 60_000),
            new OutputMode(WIDTH, HEIGHT, 60_000));
    private final TestClient bystander;
    private final WlSurfaceProxy shown;
    private final TestBuffer pixels;
    private final int patience;
    private final Ledger quiet;
    private final Map<String, Integer> open;

    /** {@code patient}: gives descriptors that are closed elsewhere a second, not a moment. */
    World(boolean patient) throws IOException {
        this.patience = patient ? LONG : SHORT;
        fixture.open();
        bystander = fixture.connect();
        shown = bystander.surface();
        fixture.show(bystander, shown, 0, 0);
        pixels = bystander.buffer(SIDE, SIDE, 0xff000000);
        for (int i = 0; i < SIDE * SIDE; i++) {
            pixels.fill(i % SIDE, i / SIDE, 1, 1, colour(i));
        }
        shown.attach(pixels.proxy(), 0, 0);
        shown.damageBuffer(0, 0, SIDE, SIDE);
        shown.commit();
        fixture.frames(3);
        bystander.roundtrip();
        quiet = fixture.server().ledger();
        open = FdLeakExtension.look();
        checkPixels();
    }

    Fixture fixture() {
        return fixture;
    }

    /** What can be asked at any time, and costs little. */
    void checkCalm() {
        String error = log.error();
        assertEquals("", error, "logged as an error");
        assertEquals(0, fixture.loop().uncaughtCount(), "exceptions that reached the loop");
    }

    /** The bystander asks, draws and waits for its frame, as on any other day. */
    void checkBystander() throws IOException {
        bystander.roundtrip();
        boolean[] done = new boolean[1];
        shown.frame().listen(new WlCallbackProxy.Events() {
            @Override
            public void done(int time) {
                done[0] = true;
            }
        });
        shown.damageBuffer(0, 0, SIDE, SIDE);
        shown.commit();
        for (int frames = 0; frames < 4 && !done[0]; frames++) {
            fixture.frame();
        }
        bystander.roundtrip();
        assertEquals(true, done[0], "the bystander's frame callback came within four frames");
        checkPixels();
    }

    /** To be called when the hostile clients have disconnected. */
    void checkLevel() throws IOException {
        for (int turns = 0; turns < patience && !isLevel(); turns++) {
            fixture.loop().dispatch(WAIT);     // descriptors may be closed elsewhere
        }
        checkCalm();
        checkBystander();
        assertEquals(quiet, ledger(), "left in the ledger");
        assertEquals(open, FdLeakExtension.look(), "descriptors and mappings left");
        assertEquals(0, fixture.server().desktop().stacking().size(), "windows left");
    }

    @Override
    public void close() {
        try {
            fixture.close();
        } finally {
            log.close();
        }
    }

    private boolean isLevel() {
        return ledger().equals(quiet) && FdLeakExtension.look().equals(open);
    }

    private Ledger ledger() {
        return fixture.server().ledger();
    }

    private void checkPixels() {
        Picture picture = fixture.server().picture(fixture.output());
        for (int i = 0; i < SIDE * SIDE; i++) {
            int seen = picture.at(i % SIDE, i / SIDE) & 0xffffff;
            if (seen != (colour(i) & 0xffffff)) {
                throw new AssertionError(String.format("the bystander's pixel %d,%d is %06x, not %06x",
                        i % SIDE, i / SIDE, seen, colour(i) & 0xffffff));
            }
        }
    }

    private static int colour(int pixel) {
        return 0xff000000 | pixel * 0x030507 & 0xffffff;
    }
}
