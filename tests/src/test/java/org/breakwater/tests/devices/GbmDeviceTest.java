package org.breakwater.tests.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.breakwater.compositor.backend.gbm.GbmDevice;
import org.breakwater.render.Dmabuf;
import org.breakwater.render.PixelFormat;
import org.breakwater.tests.FdLeakExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** libgbm itself, asked about what has no memory to share: its answer is an exception, and nothing is left. */
@ExtendWith(FdLeakExtension.class)
final class GbmDeviceTest {
    private static final String NO_GPU = "/dev/null";
    private static final long[][] MODIFIERS = {{}, {Dmabuf.LINEAR}, {1, 2, 3, Dmabuf.LINEAR}};

    /** Mesa may take the file for a device that the processor draws on; that one gives no memory. */
    @Test
    void whatIsNoGpuGivesNoMemory() throws IOException {
        IOException refused = assertThrows(IOException.class, () -> {
            try (GbmDevice device = GbmDevice.open(NO_GPU)) {
                for (long[] modifiers : MODIFIERS) {
                    for (boolean scanout : new boolean[] {false, true}) {
                        assertThrows(IOException.class, () -> allocate(device, modifiers, scanout));
                    }
                }
                allocate(device, MODIFIERS[0], false);
            }
        });
        assertTrue(refused.getMessage().startsWith("GBM "), refused.getMessage());
    }

    @Test
    void aNodeThatIsNotThereIsNamed() {
        IOException refused = assertThrows(IOException.class, () -> GbmDevice.open("/dev/dri/none"));
        assertEquals("/dev/dri/none cannot be opened: errno 2", refused.getMessage());
    }

    private static void allocate(GbmDevice device, long[] modifiers, boolean scanout) throws IOException {
        device.allocate(64, 48, PixelFormat.XRGB8888.fourcc(), modifiers, scanout).close();
    }
}
