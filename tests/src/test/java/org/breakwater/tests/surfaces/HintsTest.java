package org.breakwater.tests.surfaces;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.breakwater.compositor.glue.FrameHints;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestClient;
import org.breakwater.wayland.WpContentTypeV1.Type;
import org.breakwater.wayland.WpTearingControlV1.PresentationHint;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.WpContentTypeManagerV1Proxy;
import org.breakwater.wayland.client.WpContentTypeV1Proxy;
import org.breakwater.wayland.client.WpTearingControlManagerV1Proxy;
import org.breakwater.wayland.client.WpTearingControlV1Proxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code wp_tearing_control_v1} and {@code wp_content_type_v1}: what reaches the output. */
@ExtendWith(FdLeakExtension.class)
class HintsTest {
    private static final int OPAQUE = 0xff102030;

    @RegisterExtension
    final Fixture fixture = new Fixture();
    private TestClient client;
    private WpTearingControlManagerV1Proxy tearings;
    private WpContentTypeManagerV1Proxy types;
    private WlSurfaceProxy surface;
    private WpTearingControlV1Proxy tearing;
    private WpContentTypeV1Proxy type;

    @BeforeEach
    void coverTheOutput() throws IOException {
        client = fixture.connect();
        tearings = client.bind(WpTearingControlManagerV1Proxy.TYPE);
        types = client.bind(WpContentTypeManagerV1Proxy.TYPE);
        surface = client.surface();
        tearing = tearings.getTearingControl(surface);
        type = types.getSurfaceContentType(surface);
        fixture.show(client, surface, 0, 0);
        surface.attach(client.buffer(64, 48, OPAQUE).proxy(), 0, 0);
        surface.damageBuffer(0, 0, 64, 48);
        surface.setOpaqueRegion(client.region(0, 0, 64, 48));
        surface.commit();
        fixture.picture();
    }

    @Test
    void atFirstNothingIsWished() {
        assertEquals(FrameHints.NONE, fixture.output().hints());
    }

    @Test
    void whatIsCommittedReachesTheOutput() throws IOException {
        tearing.setPresentationHint(PresentationHint.ASYNC.value());
        type.setContentType(Type.GAME.value());
        client.roundtrip();
        assertEquals(FrameHints.NONE, fixture.output().hints());
        surface.commit();
        client.roundtrip();
        assertEquals(new FrameHints(true, Type.GAME), fixture.output().hints());
        tearing.setPresentationHint(PresentationHint.VSYNC.value());
        type.setContentType(Type.VIDEO.value());
        surface.commit();
        client.roundtrip();
        assertEquals(new FrameHints(false, Type.VIDEO), fixture.output().hints());
    }

    @Test
    void whoSharesTheOutputHasNoSay() throws IOException {
        tearing.setPresentationHint(PresentationHint.ASYNC.value());
        surface.commit();
        WlSurfaceProxy above = client.surface();
        fixture.show(client, above, 3, 3);
        above.attach(client.buffer(2, 2, OPAQUE).proxy(), 0, 0);
        above.commit();
        fixture.picture();
        assertEquals(FrameHints.NONE, fixture.output().hints());
        above.attach(null, 0, 0);
        above.commit();
        fixture.picture();
        assertEquals(new FrameHints(true, Type.NONE), fixture.output().hints());
    }

    @Test
    void theObjectsTakeTheirWishesWithThem() throws IOException {
        tearing.setPresentationHint(PresentationHint.ASYNC.value());
        type.setContentType(Type.PHOTO.value());
        surface.commit();
        tearing.destroy();
        type.destroy();
        client.roundtrip();
        assertEquals(new FrameHints(true, Type.PHOTO), fixture.output().hints());
        surface.commit();
        client.roundtrip();
        assertEquals(FrameHints.NONE, fixture.output().hints());
    }

    @Test
    void theSurfaceMayGoFirst() throws IOException {
        surface.destroy();
        tearing.setPresentationHint(PresentationHint.ASYNC.value());
        type.setContentType(Type.GAME.value());
        tearing.destroy();
        type.destroy();
        client.roundtrip();
        assertEquals(FrameHints.NONE, fixture.output().hints());
    }

    @Test
    void aSurfaceHasOneTearingControl() {
        tearings.getTearingControl(surface);
        client.expectError("wp_tearing_control_manager_v1", 0);
    }

    @Test
    void aSurfaceHasOneContentType() {
        types.getSurfaceContentType(surface);
        client.expectError("wp_content_type_manager_v1", 0);
    }
}
