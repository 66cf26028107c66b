package org.breakwater.tests.dmabuf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.breakwater.compositor.Ledger;
import org.breakwater.protocol.server.Held;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.render.Dmabuf;
import org.breakwater.render.DrmFormat;
import org.breakwater.shm.Memfd;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.PaintedDmabufs;
import org.breakwater.wayland.ZwpLinuxBufferParamsV1.Error;
import org.breakwater.wayland.client.WlBufferProxy;
import org.breakwater.wayland.client.ZwpLinuxBufferParamsV1Proxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes a buffer, what is an error, and what fails without one. */
@ExtendWith(FdLeakExtension.class)
class BufferParamsTest {
    private static final int XRGB8888 = DrmFormat.code("XR24");
    private static final int NV12 = DrmFormat.code("NV12");

    private final PaintedDmabufs painted = new PaintedDmabufs();

    @RegisterExtension
    final Fixture fixture = new Fixture(painted::graphics);

    private DmabufClient dmabufs;
    private WlBufferProxy created;
    private boolean failed;

    @BeforeEach
    void connect() throws IOException {
        dmabufs = new DmabufClient(fixture.connect());
    }

    @AfterEach
    void close() {
        dmabufs.close();
    }

    @Test
    void aBufferIsBroughtByAnEvent() throws IOException {
        ZwpLinuxBufferParamsV1Proxy params = listen(linear(64));
        params.create(16, 16, XRGB8888, 0);
        dmabufs.client().roundtrip();
        assertNotNull(created);
        Ledger ledger = fixture.server().ledger();
        assertEquals(1, ledger.buffers());
        assertEquals(1, ledger.fds());
        assertEquals(16 * 64, ledger.held(Held.POOL_BYTES));
        assertEquals(1, painted.live());
        params.destroy();
        created.destroy();
        dmabufs.client().roundtrip();
        assertEquals(0, fixture.server().ledger().buffers());
        assertEquals(0, painted.live());
    }

    @Test
    void planesThatBecomeNoBufferAreClosed() throws IOException {
        ZwpLinuxBufferParamsV1Proxy params = linear(64);
        dmabufs.client().roundtrip();
        assertEquals(1, fixture.server().ledger().fds());
        params.destroy();
        dmabufs.client().roundtrip();
        assertEquals(0, fixture.server().ledger().fds());
    }

    @Test
    void planesMayComeInAnyOrderAndFromOneFile() throws IOException {
        Memfd file = dmabufs.file(16 * 16 * 3 / 2);
        ZwpLinuxBufferParamsV1Proxy params = listen(dmabufs.params());
        DmabufClient.add(params, file, 1, 256, 16, Dmabuf.LINEAR);
        DmabufClient.add(params, file, 0, 0, 16, Dmabuf.LINEAR);
        params.create(16, 16, NV12, 0);
        dmabufs.client().roundtrip();
        assertNotNull(created);
    }

    @Test
    void aDevicesOwnLayoutMayHaveMorePlanesThanTheFormat() throws IOException {
        Memfd file = dmabufs.file(16 * 64 + 64);
        ZwpLinuxBufferParamsV1Proxy params = listen(dmabufs.params());
        DmabufClient.add(params, file, 0, 0, 64, PaintedDmabufs.TILED);
        DmabufClient.add(params, file, 1, 16 * 64, 64, PaintedDmabufs.TILED);
        params.create(16, 16, XRGB8888, 0);
        dmabufs.client().roundtrip();
        assertNotNull(created);
    }

    @Test
    void aUsedObjectCannotBeUsedAgain() throws IOException {
        ZwpLinuxBufferParamsV1Proxy params = linear(64);
        params.create(16, 16, XRGB8888, 0);
        params.create(16, 16, XRGB8888, 0);
        dmabufs.client().expectError("zwp_linux_buffer_params_v1", Error.ALREADY_USED.value());
    }

    @Test
    void aUsedObjectTakesNoPlanes() {
        ZwpLinuxBufferParamsV1Proxy params = linear(64);
        params.createImmed(16, 16, XRGB8888, 0);
        DmabufClient.add(params, dmabufs.file(64), 1, 0, 64, Dmabuf.LINEAR);
        dmabufs.client().expectError("zwp_linux_buffer_params_v1", Error.ALREADY_USED.value());
    }

    @ParameterizedTest
    @ValueSource(ints = {4, -1})
    void thereAreFourPlanesAtMost(int plane) {
        DmabufClient.add(dmabufs.params(), dmabufs.file(64), plane, 0, 64, Dmabuf.LINEAR);
        dmabufs.client().expectError("zwp_linux_buffer_params_v1", Error.PLANE_IDX.value());
    }

    @Test
    void aPlaneIsAddedOnce() {
        ZwpLinuxBufferParamsV1Proxy params = linear(64);
        DmabufClient.add(params, dmabufs.file(64), 0, 0, 64, Dmabuf.LINEAR);
        dmabufs.client().expectError("zwp_linux_buffer_params_v1", Error.PLANE_SET.value());
    }

    @Test
    void withoutPlanesThereIsNoBuffer() {
        dmabufs.params().create(16, 16, XRGB8888, 0);
        dmabufs.client().expectError("zwp_linux_buffer_params_v1", Error.INCOMPLETE.value());
    }

    @Test
    void noPlaneMayBeMissing() {
        ZwpLinuxBufferParamsV1Proxy params = dmabufs.params();
        DmabufClient.add(params, dmabufs.file(4096), 1, 0, 64, Dmabuf.LINEAR);
        params.create(16, 16, NV12, 0);
        dmabufs.client().expectError("zwp_linux_buffer_params_v1", Error.INCOMPLETE.value());
    }

    @Test
    void aFormatOfTwoPlanesNeedsTwo() {
        linear(64).createImmed(16, 16, NV12, 0);
        dmabufs.client().expectError("zwp_linux_buffer_params_v1", Error.INCOMPLETE.value());
    }

    @Test
    void aFormatOfOnePlaneTakesOne() {
        ZwpLinuxBufferParamsV1Proxy params = linear(64);
        DmabufClient.add(params, dmabufs.file(4096), 1, 0, 64, Dmabuf.LINEAR);
        params.create(16, 16, XRGB8888, 0);
        dmabufs.client().expectError("zwp_linux_buffer_params_v1", Error.INCOMPLETE.value());
    }

    @ParameterizedTest
    @CsvSource({"XR24, 1", "RG16, 0", "'????', 0"})
    void whatWasNotAnnouncedIsNotTaken(String format, long modifier) {
        dmabufs.params(dmabufs.file(4096), 64, modifier).create(16, 16, DrmFormat.code(format), 0);
        dmabufs.client().expectError("zwp_linux_buffer_params_v1", Error.INVALID_FORMAT.value());
    }

    @Test
    void allPlanesHaveOneLayout() {
        ZwpLinuxBufferParamsV1Proxy params = linear(64);
        DmabufClient.add(params, dmabufs.file(4096), 1, 0, 64, Dmabuf.IMPLICIT);
        params.create(16, 16, NV12, 0);
        dmabufs.client().expectError("zwp_linux_buffer_params_v1", Error.INVALID_FORMAT.value());
    }

    @ParameterizedTest
    @CsvSource({"0, 16", "16, 0", "-1, 16", "16, -2147483648"})
    void aSizeIsPositive(int width, int height) {
        linear(64).createImmed(width, height, XRGB8888, 0);
        dmabufs.client().expectError("zwp_linux_buffer_params_v1", Error.INVALID_DIMENSIONS.value());
    }

    @ParameterizedTest
    @CsvSource({"0, 63, 1024", "0, 0, 1024", "1, 64, 1024", "0, 65, 1024", "0, 64, 1023", "0, 64, 0",
        "-64, 64, 4096", "0, -64, 4096", "2147483647, 2147483647, 4096"})
    void aPlaneLiesWithinItsMemory(int offset, int stride, int bytes) {
        ZwpLinuxBufferParamsV1Proxy params = dmabufs.params();
        DmabufClient.add(params, dmabufs.file(bytes), 0, offset, stride, Dmabuf.LINEAR);
        params.create(16, 16, XRGB8888, 0);
        dmabufs.client().expectError("zwp_linux_buffer_params_v1", Error.OUT_OF_BOUNDS.value());
    }

    @Test
    void everyPlaneLiesWithinItsMemory() {
        ZwpLinuxBufferParamsV1Proxy params = dmabufs.params();
        DmabufClient.add(params, dmabufs.file(256), 0, 0, 16, Dmabuf.LINEAR);
        DmabufClient.add(params, dmabufs.file(127), 1, 0, 16, Dmabuf.LINEAR);
        params.create(16, 16, NV12, 0);
        dmabufs.client().expectError("zwp_linux_buffer_params_v1", Error.OUT_OF_BOUNDS.value());
    }

    @Test
    void whatTheDriverRefusesFails() throws IOException {
        painted.refuse();
        listen(linear(64)).create(16, 16, XRGB8888, 0);
        dmabufs.client().roundtrip();
        assertTrue(failed);
        assertNull(created);
        assertEquals(0, fixture.server().ledger().fds());
        assertEquals(0, fixture.server().ledger().held(Held.POOL_BYTES));
    }

    @Test
    void whatWasPromisedAndTheDriverRefusesIsAnError() {
        painted.refuse();
        linear(64).createImmed(16, 16, XRGB8888, 0);
        dmabufs.client().expectError("zwp_linux_buffer_params_v1", Error.INVALID_WL_BUFFER.value());
    }

    /** Not even asked for its size: it might never answer. */
    @Test
    void aFileOfAnotherKindFails() throws IOException {
        Fd[] pipe = Fd.pipe();
        try {
            ZwpLinuxBufferParamsV1Proxy params = listen(dmabufs.params());
            params.add(pipe[0], 0, 0, 64, 0, 0);
            params.create(16, 16, XRGB8888, 0);
            dmabufs.client().roundtrip();
            assertTrue(failed);
            ZwpLinuxBufferParamsV1Proxy promised = dmabufs.params();
            promised.add(pipe[1], 0, 0, 64, 0, 0);
            promised.createImmed(16, 16, XRGB8888, 0);
            dmabufs.client().expectError("zwp_linux_buffer_params_v1", Error.INVALID_WL_BUFFER.value());
        } finally {
            pipe[0].close();
            pipe[1].close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 6, 8, -1})
    void unusualContentFails(int flags) throws IOException {
        listen(linear(64)).create(16, 16, XRGB8888, flags);
        dmabufs.client().roundtrip();
        assertTrue(failed);
    }

    @Test
    void whatIsLargerThanATextureFails() throws IOException {
        int side = 1 << 16;
        Memfd file = dmabufs.file(4 * side);
        listen(dmabufs.params(file, 4 * side, Dmabuf.LINEAR)).create(side, 1, XRGB8888, 0);
        dmabufs.client().roundtrip();
        assertTrue(failed);
    }

    private ZwpLinuxBufferParamsV1Proxy linear(int stride) {
        return dmabufs.params(dmabufs.file(16 * stride), stride, Dmabuf.LINEAR);
    }

    private ZwpLinuxBufferParamsV1Proxy listen(ZwpLinuxBufferParamsV1Proxy params) {
        params.listen(new ZwpLinuxBufferParamsV1Proxy.Events() {
            @Override
            public void created(WlBufferProxy buffer) {
                created = buffer;
            }

            @Override
            public void failed() {
                failed = true;
            }
        });
        return params;
    }
}
