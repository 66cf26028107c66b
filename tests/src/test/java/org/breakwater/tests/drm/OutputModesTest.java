package org.breakwater.tests.drm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.backend.drm.KmsMode;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.boundary.Control;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The modes of screens, as {@code breakwater msg outputs} lists them. */
@ExtendWith(FdLeakExtension.class)
final class OutputModesTest {
    private static final KmsMode FAST = KmsMode.of(64, 48, 75_000, false);

    @RegisterExtension
    private final Screens screens = new Screens("""
            [[output]]
            name = "DP-1"
            mode = "64x48@75"
            """, kms -> kms.connector("DP-1", Screens.SMALL, FAST));

    private List<String> told() throws Exception {
        List<String> told = new ArrayList<>();
        try (Control control = new Control(screens.fixture())) {
            JsonArray modes = control.ask("outputs").getAsJsonArray().get(0).getAsJsonObject()
                    .getAsJsonArray("modes");
            for (JsonElement each : modes) {
                JsonObject mode = each.getAsJsonObject();
                told.add(mode.get("width").getAsInt() + "x" + mode.get("height").getAsInt() + "@"
                        + mode.get("refresh").getAsDouble()
                        + (mode.get("current").getAsBoolean() ? " current" : "")
                        + (mode.get("preferred").getAsBoolean() ? " preferred" : ""));
            }
        }
        return told;
    }

    @Test
    void allAreListedAndWhichIsSetAndWhichIsPreferred() throws Exception {
        screens.pass(40);
        assertEquals(List.of("64x48@60.0 preferred", "64x48@75.0 current"), told());
    }

    @Test
    void aScreenThatOffersOthersByNowIsAskedAnew() throws Exception {
        screens.pass(40);
        screens.kms().plug(screens.kms().connectorsNow().keySet().iterator().next(), Screens.WIDE, FAST);
        screens.tellChanged();
        screens.pass(40);
        assertEquals(List.of("80x48@60.0 preferred", "64x48@75.0 current"), told());
    }
}
