package org.breakwater.tests.input;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.EnumSet;
import java.util.stream.Collectors;
import org.breakwater.config.OutputMode;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestWindow;
import org.breakwater.wayland.WlSeat;
import org.breakwater.wayland.ZwpPointerConstraintsV1.Error;
import org.breakwater.wayland.ZwpPointerConstraintsV1.Lifetime;
import org.breakwater.wayland.client.WlPointerProxy;
import org.breakwater.wayland.client.WlRegionProxy;
import org.breakwater.wayland.client.WpPointerWarpV1Proxy;
import org.breakwater.wayland.client.ZwpConfinedPointerV1Proxy;
import org.breakwater.wayland.client.ZwpLockedPointerV1Proxy;
import org.breakwater.wayland.client.ZwpPointerConstraintsV1Proxy;
import org.breakwater.wayland.client.ZwpRelativePointerManagerV1Proxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code zwp_pointer_constraints_v1}. */
@ExtendWith(FdLeakExtension.class)
class PointerConstraintsTest {
    private static final int ONESHOT = Lifetime.ONESHOT.value();
    private static final int PERSISTENT = Lifetime.PERSISTENT.value();
    private static final String LOCKED = "zwp_locked_pointer_v1.locked()";
    private static final String UNLOCKED = "zwp_locked_pointer_v1.unlocked()";
    private static final String CONFINED = "zwp_confined_pointer_v1.confined()";
    private static final String UNCONFINED = "zwp_confined_pointer_v1.unconfined()";

    @RegisterExtension
    final Fixture fixture = new Fixture(new OutputMode(320, 240, 60_000));
    private InputClient client;
    private TestWindow window;
    private WlPointerProxy pointer;
    private ZwpPointerConstraintsV1Proxy constraints;

    @BeforeEach
    void connect() throws IOException {
        client = new InputClient(fixture);
        pointer = client.pointer();
        window = client.window();
        constraints = client.bind(ZwpPointerConstraintsV1Proxy.TYPE);
        moveTo(100, 100);
        client.forgetTold();
    }

    @Test
    void aLockedPointerStaysAndItsDeviceIsHeard() throws IOException {
        client.bind(ZwpRelativePointerManagerV1Proxy.TYPE).getRelativePointer(pointer);
        lock(null, PERSISTENT);
        assertEquals(LOCKED, client.told());
        fixture.server().input().pointerMovedBy(5_000, 7, 8, 9, 10);
        assertEquals("zwp_relative_pointer_v1.relative_motion(0, 5000, 7, 8, 9, 10)\n"
                + "wl_pointer.frame()", client.told());
        fixture.server().input().pointerMoved(6, 150, 100);
        fixture.server().input().pointerMoved(7, 151, 100);
        assertEquals("zwp_relative_pointer_v1.relative_motion(0, 6000, 50, 0, 50, 0)\n"
                + "wl_pointer.frame()\n"
                + "zwp_relative_pointer_v1.relative_motion(0, 7000, 1, 0, 1, 0)\n"
                + "wl_pointer.frame()", client.told());
        fixture.server().input().pointerButton(8, 0x110, true);
        fixture.server().input().pointerButton(9, 0x110, false);
        assertEquals("wl_pointer.button(_, 8, 272, 1)\nwl_pointer.frame()\n"
                + "wl_pointer.button(_, 9, 272, 0)\nwl_pointer.frame()", client.told());
    }

    @Test
    void thePointerGoesToTheHintOfTheLastCommit() throws IOException {
        ZwpLockedPointerV1Proxy lock = lock(null, ONESHOT);
        lock.setCursorPositionHint(10, 20);
        window.surface().commit();
        lock.setCursorPositionHint(30, 40);
        assertEquals(LOCKED, client.told());
        lock.destroy();
        assertEquals("wl_pointer.motion(" + now() + ", 10, 20)\nwl_pointer.frame()",
                client.told());
        moveTo(11, 20);
        assertEquals("wl_pointer.motion(0, 11, 20)\nwl_pointer.frame()", client.told());
    }

    @Test
    void aHintOutsideOfTheSurfaceIsNotFollowed() throws IOException {
        ZwpLockedPointerV1Proxy lock = lock(null, ONESHOT);
        lock.setCursorPositionHint(320, 20);
        window.surface().commit();
        client.forgetTold();
        lock.destroy();
        assertEquals("", client.told());
    }

    @Test
    void aLockWaitsForThePointerToComeToItsRegion() throws IOException {
        lock(client.client().region(0, 0, 50, 50), ONESHOT);
        assertEquals("", client.told());
        moveTo(60, 20);
        client.forgetTold();
        moveTo(49.5, 20);
        assertEquals("wl_pointer.motion(0, 49.5, 20)\n" + LOCKED + "\nwl_pointer.frame()",
                client.told());
        moveTo(10, 10);
        assertEquals("", client.told());
    }

    @Test
    void theRegionChangesWithTheCommit() throws IOException {
        ZwpLockedPointerV1Proxy lock = lock(client.client().region(0, 0, 50, 50), ONESHOT);
        lock.setRegion(client.client().region(90, 90, 20, 20));
        assertEquals("", client.told());
        window.surface().commit();
        assertEquals(LOCKED, client.told());
    }

    @Test
    void theInputRegionCounts() throws IOException {
        ZwpLockedPointerV1Proxy lock = lock(client.client().region(200, 0, 100, 240), ONESHOT);
        window.surface().setInputRegion(client.client().region(0, 0, 200, 240));
        window.surface().commit();
        client.client().roundtrip();
        moveTo(199, 20);
        assertEquals("wl_pointer.motion(0, 199, 20)\nwl_pointer.frame()", client.told());
        lock.destroy();
    }

    @Test
    void whoHasNotTheKeysHoldsNobody() throws IOException {
        lock(null, PERSISTENT);
        InputClient other = new InputClient(fixture);
        client.forgetTold();
        TestWindow covering = other.window();
        assertEquals(UNLOCKED + "\nwl_pointer.leave(_, " + InputClient.name(window.surface())
                + ")\nwl_pointer.frame()", withoutKeys(client.told()));
        covering.destroy();
        other.client().roundtrip();
        fixture.frames(2);
        assertEquals("wl_pointer.enter(_, " + InputClient.name(window.surface())
                + ", 100, 100)\nwl_pointer.frame()\n" + LOCKED, withoutKeys(client.told()));
    }

    @Test
    void aOneshotHasItsDayOnce() throws IOException {
        ZwpLockedPointerV1Proxy lock = lock(null, ONESHOT);
        assertEquals(LOCKED, client.told());
        InputClient other = new InputClient(fixture);
        TestWindow covering = other.window();
        covering.destroy();
        other.client().roundtrip();
        fixture.frames(2);
        assertEquals(UNLOCKED + "\nwl_pointer.leave(_, "
                + InputClient.name(window.surface()) + ")\nwl_pointer.frame()\nwl_pointer.enter(_, "
                + InputClient.name(window.surface()) + ", 100, 100)\nwl_pointer.frame()",
                withoutKeys(client.told()));
        // It is inert now, and another may be made.
        lock.setCursorPositionHint(1, 1);
        lock(null, ONESHOT);
        assertEquals(LOCKED, client.told());
        lock.destroy();
        assertEquals("", client.told());
    }

    @Test
    void aSurfaceHasOneConstraint() throws IOException {
        lock(null, ONESHOT);
        client.client().roundtrip();
        confine(null, ONESHOT);
        client.client().expectError("zwp_pointer_constraints_v1",
                Error.ALREADY_CONSTRAINED.value());
    }

    @Test
    void onePointerIsAsGoodAsAnother() throws IOException {
        confine(null, ONESHOT);
        constraints.lockPointer(window.surface(), client.seat().getPointer(), null, PERSISTENT);
        client.client().expectError("zwp_pointer_constraints_v1",
                Error.ALREADY_CONSTRAINED.value());
    }

    @Test
    void afterTheFirstIsGoneThereMayBeAnother() throws IOException {
        lock(null, ONESHOT).destroy();
        confine(null, ONESHOT).destroy();
        lock(null, ONESHOT);
        assertEquals(LOCKED + "\n" + CONFINED + "\n" + LOCKED, client.told());
    }

    @Test
    void aConfinedPointerStopsAtTheEdgeAndSlidesAlong() throws IOException {
        confine(client.client().region(50, 50, 100, 100), PERSISTENT);
        assertEquals(CONFINED, client.told());
        moveBy(500, 10);
        assertEquals("wl_pointer.motion(0, 149, 110)\nwl_pointer.frame()", client.told());
        moveBy(-500, 500);
        assertEquals("wl_pointer.motion(0, 50, 149)\nwl_pointer.frame()", client.told());
        moveBy(10, -500);
        assertEquals("wl_pointer.motion(0, 60, 50)\nwl_pointer.frame()", client.told());
    }

    @Test
    void itDoesNotJumpOverAGap() throws IOException {
        WlRegionProxy twoParts = client.client().region(50, 50, 100, 100);
        twoParts.add(200, 50, 100, 100);
        confine(twoParts, PERSISTENT);
        client.forgetTold();
        moveBy(150, 0);
        assertEquals("wl_pointer.motion(0, 149, 100)\nwl_pointer.frame()", client.told());
    }

    @Test
    void itFollowsARegionRoundACorner() throws IOException {
        WlRegionProxy shape = client.client().region(90, 90, 20, 100);    // an L
        shape.add(90, 170, 150, 20);
        confine(shape, PERSISTENT);
        client.forgetTold();
        moveBy(50, 40);
        assertEquals("wl_pointer.motion(0, 109, 140)\nwl_pointer.frame()", client.told());
        moveBy(50, 40);
        assertEquals("wl_pointer.motion(0, 109, 180)\nwl_pointer.frame()", client.told());
        moveBy(50, 0);
        assertEquals("wl_pointer.motion(0, 159, 180)\nwl_pointer.frame()", client.told());
        moveBy(0, -50);
        assertEquals("wl_pointer.motion(0, 159, 170)\nwl_pointer.frame()", client.told());
    }

    @Test
    void aWarpKeepsToTheConstraint() throws IOException {
        WpPointerWarpV1Proxy warp = client.bind(WpPointerWarpV1Proxy.TYPE);
        fixture.server().seat().pointer().clear();
        client.forgetTold();
        moveTo(100, 100);
        int serial = client.lastSerial();
        ZwpLockedPointerV1Proxy lock = lock(null, PERSISTENT);
        client.forgetTold();
        warp.warpPointer(window.surface(), pointer, 5, 5, serial);
        assertEquals("", client.told());
        lock.destroy();
        confine(client.client().region(50, 50, 100, 100), PERSISTENT);
        client.forgetTold();
        warp.warpPointer(window.surface(), pointer, 5, 5, serial);
        assertEquals("", client.told());
        warp.warpPointer(window.surface(), pointer, 60, 149.5, serial);
        assertEquals("wl_pointer.motion(" + now() + ", 60, 149.5)\nwl_pointer.frame()",
                client.told());
    }

    @Test
    void withoutAKeyboardThePointerIsEnough() throws IOException {
        fixture.server().seat().setCapabilities(EnumSet.of(WlSeat.Capability.POINTER));
        client.forgetTold();
        lock(null, PERSISTENT);
        assertEquals(LOCKED, client.told());
    }

    @Test
    void aNewRegionTakesThePointerAlong() throws IOException {
        client.bind(ZwpRelativePointerManagerV1Proxy.TYPE).getRelativePointer(pointer);
        ZwpConfinedPointerV1Proxy confinement = confine(null, PERSISTENT);
        client.forgetTold();
        confinement.setRegion(client.client().region(0, 0, 60, 240));
        assertEquals("", client.told());
        window.surface().commit();
        assertEquals("wl_pointer.motion(" + now() + ", 59.99609375, 100)\nwl_pointer.frame()",
                client.told());
        confinement.setRegion(client.client().region(1000, 0, 60, 240));
        window.surface().commit();
        assertEquals(UNCONFINED, client.told());
        confinement.setRegion(null);
        window.surface().commit();
        assertEquals(CONFINED, client.told());
    }

    @Test
    void aSmallerInputRegionTakesThePointerAlong() throws IOException {
        confine(null, PERSISTENT);
        client.forgetTold();
        window.surface().setInputRegion(client.client().region(0, 0, 60, 240));
        window.surface().commit();
        assertEquals("wl_pointer.motion(" + now() + ", 59.99609375, 100)\nwl_pointer.frame()",
                client.told());
        fixture.frames(2);
        assertEquals("", client.told());
    }

    @Test
    void itEndsWithItsSurface() throws IOException {
        ZwpConfinedPointerV1Proxy confinement = confine(null, PERSISTENT);
        client.forgetTold();
        String name = InputClient.name(window.surface());
        window.destroy();
        assertEquals(UNCONFINED + "\nwl_pointer.leave(_, " + name + ")\nwl_pointer.frame()",
                withoutKeys(client.told()));
        confinement.setRegion(null);
        confinement.destroy();
        moveBy(200, 0);
        assertEquals(300, fixture.server().pointer().x());
    }

    @Test
    void ofADeadPointerComesAnInertConstraint() throws IOException {
        WlPointerProxy other = client.seat().getPointer();
        client.client().roundtrip();
        fixture.server().seat().setCapabilities(EnumSet.of(WlSeat.Capability.KEYBOARD));
        client.forgetTold();
        ZwpLockedPointerV1Proxy lock = constraints.lockPointer(window.surface(), other, null,
                ONESHOT);
        lock.setCursorPositionHint(1, 1);
        lock.setRegion(null);
        lock.destroy();
        assertEquals("", client.told());
    }

    private ZwpLockedPointerV1Proxy lock(WlRegionProxy region, int lifetime) {
        return constraints.lockPointer(window.surface(), pointer, region, lifetime);
    }

    private ZwpConfinedPointerV1Proxy confine(WlRegionProxy region, int lifetime) {
        return constraints.confinePointer(window.surface(), pointer, region, lifetime);
    }

    private void moveTo(double x, double y) {
        fixture.server().input().pointerMoved(0, x, y);
    }

    private void moveBy(double dx, double dy) {
        fixture.server().input().pointerMovedBy(0, dx, dy, dx, dy);
    }

    private long now() {
        return fixture.clock().nanos() / 1_000_000;
    }

    private static String withoutKeys(String told) {
        return told.lines().filter(line -> !line.startsWith("wl_keyboard"))
                .collect(Collectors.joining("\n"));
    }
}
