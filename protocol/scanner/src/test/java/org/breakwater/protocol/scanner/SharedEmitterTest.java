package org.breakwater.protocol.scanner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Version constants where a request and an event share a name. */
final class SharedEmitterTest {
    @Test
    void oneNameOfOneVersionIsOneConstant() {
        assertEquals(List.of("SAME_SINCE = 2"), constants(2, 2));
    }

    @Test
    void oneNameOfTwoVersionsIsTwoConstants() {
        assertEquals(List.of("SAME_REQUEST_SINCE = 2", "SAME_EVENT_SINCE = 3"), constants(2, 3));
        assertEquals(List.of("SAME_EVENT_SINCE = 3"), constants(1, 3));
    }

    @Test
    void whatWasAlwaysThereHasNone() {
        assertEquals(List.of(), constants(1, 1));
    }

    private static List<String> constants(int request, int event) {
        Interface from = Trial.parse("<protocol name='p'><interface name='a' version='3'>"
                + "<request name='same' since='" + request + "'/>"
                + "<event name='same' since='" + event + "'/></interface></protocol>")
                .interfaces().get(0);
        String marker = "public static final int ";
        return SharedEmitter.emit(from).text().lines().map(String::strip)
                .filter(line -> line.startsWith(marker))
                .map(line -> line.substring(marker.length(), line.length() - 1)).toList();
    }
}
