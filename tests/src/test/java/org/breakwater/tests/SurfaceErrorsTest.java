package org.breakwater.tests;

import java.io.IOException;
import org.breakwater.wayland.WlSurface;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a client must not ask of a surface. */
@ExtendWith(FdLeakExtension.class)
class SurfaceErrorsTest {
    @RegisterExtension
    final Fixture fixture = new Fixture();
    private TestClient client;
    private WlSurfaceProxy surface;

    @BeforeEach
    void connect() throws IOException {
        client = fixture.connect();
        surface = client.surface();
    }

    @Test
    void aScaleIsPositive() {
        surface.setBufferScale(0);
        client.expectError("wl_surface", WlSurface.Error.INVALID_SCALE.value());
    }

    @Test
    void thereAreEightTransforms() {
        surface.setBufferTransform(8);
        client.expectError("wl_surface", WlSurface.Error.INVALID_TRANSFORM.value());
    }

    @Test
    void transformsAreNotNegative() {
        surface.setBufferTransform(-1);
        client.expectError("wl_surface", WlSurface.Error.INVALID_TRANSFORM.value());
    }

    @Test
    void aBufferIsAMultipleOfItsScale() {
        surface.attach(client.buffer(16, 9, 0xffff0000).proxy(), 0, 0);
        surface.setBufferScale(2);
        surface.commit();
        client.expectError("wl_surface", WlSurface.Error.INVALID_SIZE.value());
    }

    @Test
    void anOffsetIsARequestOfItsOwn() {
        surface.attach(client.buffer(16, 8, 0xffff0000).proxy(), 1, 0);
        client.expectError("wl_surface", WlSurface.Error.INVALID_OFFSET.value());
    }
}
