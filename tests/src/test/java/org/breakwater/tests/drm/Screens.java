package org.breakwater.tests.drm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.breakwater.compositor.Graphics;
import org.breakwater.compositor.ServerOptions;
import org.breakwater.compositor.backend.drm.DrmOutput;
import org.breakwater.compositor.backend.drm.KmsMode;
import org.breakwater.compositor.backend.seat.GraphicsCard;
import org.breakwater.compositor.glue.OutputRenderer;
import org.breakwater.config.Config;
import org.breakwater.config.ConfigReader;
import org.breakwater.config.ConfigResult;
import org.breakwater.tests.Fixture;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A compositor on a card that does not exist, with two CRTCs and what a test plugs into it. */
final class Screens implements BeforeEachCallback, AfterEachCallback {
    static final KmsMode SMALL = KmsMode.of(64, 48, 60_000, true);
    static final KmsMode WIDE = KmsMode.of(80, 48, 60_000, true);

    private final Consumer<FakeKms> furnish;
    private final String config;
    private final Supplier<Graphics> graphics;
    private final List<FakeKms> cards = new ArrayList<>();
    private FakeKms kms;
    private FakeSeat seat;
    private GraphicsCard card;
    private Fixture fixture;
    private boolean ended;

    /** {@code furnish}: puts connectors on the card before the compositor starts. */
    Screens(Consumer<FakeKms> furnish) {
        this("", furnish);
    }

    Screens(String config, Consumer<FakeKms> furnish) {
        this(config, furnish, Graphics::any);
    }

    /** Drawn with what {@code graphics} makes for each test. */
    Screens(String config, Consumer<FakeKms> furnish, Supplier<Graphics> graphics) {
        this.graphics = graphics;
        this.config = config;
        this.furnish = furnish;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        ended = false;
        kms = newCard();
        seat = new FakeSeat();
        card = seat.plug(kms);
        Config read = ((ConfigResult.Loaded) ConfigReader.parse(config, "test")).config();
        fixture = new Fixture(new ServerOptions(read, List.of(),
                new ServerOptions.Hardware(seat, seat, seat.opener(), seat.probes())), graphics);
        fixture.open();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        try {
            if (ended) {
                return;
            }
            List<String> stalls = new ArrayList<>();
            cards.forEach(each -> stalls.addAll(each.stalls()));
            fixture.close();
            assertEquals(List.of(), stalls, "the loop would have waited");
            cards.forEach(each -> assertEquals("", each.leftovers(), "left on a card"));
            assertEquals(0, seat.openDevices(), "devices not given back");
        } finally {
            cards.forEach(FakeKms::end);
        }
    }

    /** Ends the compositor, which may leave things on its cards. */
    void end() {
        ended = true;
        fixture.close();
    }

    /** A card like the first one. */
    FakeKms newCard() {
        FakeKms made = new FakeKms(() -> fixture.clock().nanos()).crtc().crtc();
        furnish.accept(made);
        cards.add(made);
        return made;
    }

    /** Ends all cards but one: nothing may be left on them. */
    void endUnplugged(FakeKms kept) {
        turns(2);
        for (FakeKms each : List.copyOf(cards)) {
            if (each != kept) {
                assertEquals("", each.leftovers(), "left on a card");
                each.end();
                cards.remove(each);
            }
        }
    }

    FakeKms kms() {
        return kms;
    }

    FakeSeat seat() {
        return seat;
    }

    GraphicsCard card() {
        return card;
    }

    Fixture fixture() {
        return fixture;
    }

    List<String> names() {
        return fixture.server().outputs().stream().map(o -> o.output().name()).toList();
    }

    OutputRenderer output(int index) {
        return fixture.server().outputs().get(index);
    }

    DrmOutput screen(int index) {
        return (DrmOutput) output(index).backend();
    }

    /** Says what udev says, and lets the compositor look. */
    void tellChanged() {
        seat.tellChanged(card);
        turns(2);
    }

    void turns(int count) {
        for (int i = 0; i < count; i++) {
            fixture.turn();
        }
    }

    /** So much time passes, a millisecond a turn. */
    void pass(int millis) {
        for (int i = 0; i < millis; i++) {
            fixture.clock().advanceMillis(1);
            fixture.turn();
        }
    }

    /** Something new is to be shown on every output. */
    void damage() {
        fixture.server().outputs().forEach(o -> o.sceneOutput().damageWhole());
        fixture.turn();
    }
}
