package org.breakwater.compositor;

import java.util.List;
import java.util.concurrent.Executor;
import org.breakwater.compositor.backend.drm.Kms;
import org.breakwater.compositor.backend.gbm.DmabufMemory;
import org.breakwater.compositor.backend.gbm.GbmDevice;
import org.breakwater.compositor.backend.libinput.InputDevices;
import org.breakwater.compositor.backend.libinput.Libinput;
import org.breakwater.compositor.backend.seat.DeviceMonitor;
import org.breakwater.compositor.backend.seat.DeviceSeat;
import org.breakwater.compositor.backend.wayland.ParentDisplay;
import org.breakwater.config.Config;
import org.breakwater.config.OutputMode;

/** What a {@link Server} is started with: the configuration, the modes of its outputs, and where they are. */
public record ServerOptions(Config config, List<OutputMode> outputs, Backend backend) {
    public static final OutputMode DEFAULT_OUTPUT = new OutputMode(1280, 720, 60_000);

    /** Where frames go and input comes from. */
    public sealed interface Backend {
    }

    /** Outputs in memory, and no input. */
    public record Headless() implements Backend {
    }

    /**
     * Outputs that are windows of this compositor. Whoever connected closes the connection, after the server;
     * {@code memory}: that of the device that draws.
     */
    public record Nested(ParentDisplay parent, DmabufMemory.Opener memory) implements Backend {
        /** With memory that GBM reaches. */
        public Nested(ParentDisplay parent) {
            this(parent, GbmDevice::open);
        }
    }

    /**
     * The outputs and the input devices of a seat. Whoever opened these closes them, after the server;
     * {@code cards} reaches a card that the seat has opened, {@code inputs} its other devices; {@code probes} asks
     * screens what they are, on another thread.
     */
    public record Hardware(DeviceSeat seat, DeviceMonitor monitor, Kms.Opener cards,
            InputDevices.Opener inputs, Executor probes) implements Backend {
        /** With the input devices that libinput reaches. */
        public Hardware(DeviceSeat seat, DeviceMonitor monitor, Kms.Opener cards, Executor probes) {
            this(seat, monitor, cards, Libinput::of, probes);
        }

        /** With the cards that libdrm reaches. */
        public Hardware(DeviceSeat seat, DeviceMonitor monitor) {
            this(seat, monitor, Kms::of, Hardware::onThread);
        }

        private static void onThread(Runnable probe) {
            Thread thread = new Thread(probe, "breakwater-screens");
            thread.setDaemon(true);
            thread.start();
        }
    }

    public ServerOptions {
        outputs = outputs.isEmpty() ? List.of(DEFAULT_OUTPUT) : List.copyOf(outputs);
    }

    /** With outputs in memory. */
    public ServerOptions(Config config, List<OutputMode> outputs) {
        this(config, outputs, new Headless());
    }

    public static ServerOptions defaults() {
        return new ServerOptions(Config.defaults(), List.of());
    }
}
