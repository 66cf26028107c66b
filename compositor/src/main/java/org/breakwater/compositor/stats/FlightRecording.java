package org.breakwater.compositor.stats;

import jdk.jfr.FlightRecorder;

/**
 * Events for Java Flight Recorder. Without a recording this is the test of a flag: the classes of the events
 * are not even loaded.
 */
public final class FlightRecording {
    private FlightRecording() {
    }

    /** Begins an event, or is null when nobody records it. */
    public static FrameEvent frame() {
        return FlightRecorder.isInitialized() && EnabledFrame.EVENT.isEnabled() ? beginFrame() : null;
    }

    /** As {@link #frame}. */
    public static UploadEvent upload() {
        return FlightRecorder.isInitialized() && EnabledUpload.EVENT.isEnabled() ? beginUpload() : null;
    }

    private static FrameEvent beginFrame() {
        FrameEvent event = new FrameEvent();
        event.begin();
        return event;
    }

    private static UploadEvent beginUpload() {
        UploadEvent event = new UploadEvent();
        event.begin();
        return event;
    }

    /** One that is never committed knows whether others would be. */
    private static final class EnabledFrame {
        private static final FrameEvent EVENT = new FrameEvent();
    }

    private static final class EnabledUpload {
        private static final UploadEvent EVENT = new UploadEvent();
    }
}
