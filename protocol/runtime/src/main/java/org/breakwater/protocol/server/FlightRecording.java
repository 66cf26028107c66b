package org.breakwater.protocol.server;

import jdk.jfr.FlightRecorder;

/**
 * Events for Java Flight Recorder. Without a recording this is the test of a flag: the classes of the events
 * are not even loaded.
 */
final class FlightRecording {
    private FlightRecording() {
    }

    /** Begins an event, or is null when nobody records it. */
    static ClientTurnEvent turn() {
        return FlightRecorder.isInitialized() && Enabled.TURN.isEnabled() ? begin() : null;
    }

    private static ClientTurnEvent begin() {
        ClientTurnEvent event = new ClientTurnEvent();
        event.begin();
        return event;
    }

    /** One that is never committed knows whether others would be. */
    private static final class Enabled {
        private static final ClientTurnEvent TURN = new ClientTurnEvent();
    }
}
