package org.breakwater.compositor.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.breakwater.render.geometry.Transform;
import org.breakwater.wayland.client.WlOutputProxy;
import org.breakwater.wayland.client.ZxdgOutputManagerV1Proxy;
import org.breakwater.wayland.client.ZxdgOutputV1Proxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class XdgOutputsTest {
    private final TestSession session = new TestSession();
    private final Output output = session.output("TEST-1", new OutputMode(3840, 2160, 60_000));
    private TestClient client;

    @BeforeEach
    void connect() throws Exception {
        new XdgOutputs(session.display());
        client = session.connect();
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void tellsEachVersionOnCreation() throws Exception {
        String place = "zxdg_output_v1.logical_position(0, 0)"
                + " zxdg_output_v1.logical_size(3840, 2160)";
        String names = " zxdg_output_v1.name(\"TEST-1\")"
                + " zxdg_output_v1.description(\"TEST-1 for tests\")";
        assertEquals(place + " zxdg_output_v1.done()", created(1, 4));
        assertEquals(place + names + " zxdg_output_v1.done()", created(2, 4));
        assertEquals(place + names + " wl_output.done()", created(3, 4));
        assertEquals(place + names + " wl_output.done()", created(3, 2));
        assertEquals(place + names + " zxdg_output_v1.done()", created(3, 1));
    }

    @Test
    void completesChangesWithItsOwnDoneBeforeVersion3() throws Exception {
        created(2, 4);
        output.configure(output.mode(), 1.5, Transform.NORMAL);
        assertEquals("wl_output.scale(2) zxdg_output_v1.logical_size(2560, 1440)"
                + " zxdg_output_v1.done()"
                + " wl_output.done()", client.events());
        output.setDescription("new");
        assertEquals("wl_output.description(\"new\") wl_output.done()", client.events());
    }

    @Test
    void completesChangesWithTheOutputsDoneFromVersion3() throws Exception {
        created(3, 4);
        output.configure(output.mode(), 2, Transform._90);
        assertEquals("wl_output.geometry(0, 0, 600, 340, 0, \"Maker\", \"Model\", 1)"
                + " wl_output.scale(2)"
                + " zxdg_output_v1.logical_size(1080, 1920) wl_output.done()", client.events());
        output.setPosition(10, 20);
        assertEquals("wl_output.geometry(10, 20, 600, 340, 0, \"Maker\", \"Model\", 1)"
                + " zxdg_output_v1.logical_position(10, 20) wl_output.done()", client.events());
        output.setDescription("new");
        assertEquals("wl_output.description(\"new\") zxdg_output_v1.description(\"new\")"
                + " wl_output.done()", client.events());
    }

    @Test
    void completesChangesItselfOnceTheOutputObjectIsReleased() throws Exception {
        WlOutputProxy wlOutput = client.bind(WlOutputProxy.TYPE, 4);
        client.bind(ZxdgOutputManagerV1Proxy.TYPE, 3).getXdgOutput(wlOutput);
        wlOutput.release();
        client.events();
        output.setPosition(1, 2);
        assertEquals("zxdg_output_v1.logical_position(1, 2) zxdg_output_v1.done()",
                client.events());
        output.setDescription("new");
        assertEquals("zxdg_output_v1.description(\"new\") zxdg_output_v1.done()", client.events());
    }

    @Test
    void fallsSilentWhenEitherEnds() throws Exception {
        WlOutputProxy wlOutput = client.bind(WlOutputProxy.TYPE, 4);
        ZxdgOutputManagerV1Proxy manager = client.bind(ZxdgOutputManagerV1Proxy.TYPE, 3);
        ZxdgOutputV1Proxy gone = manager.getXdgOutput(wlOutput);
        ZxdgOutputV1Proxy stays = manager.getXdgOutput(wlOutput);
        manager.destroy();
        gone.destroy();
        client.events();
        output.setPosition(1, 2);
        assertEquals("wl_output.geometry(1, 2, 600, 340, 0, \"Maker\", \"Model\", 0)"
                + " zxdg_output_v1.logical_position(1, 2) wl_output.done()", client.events());
        output.destroy();
        output.setPosition(3, 4);
        client.bind(ZxdgOutputManagerV1Proxy.TYPE, 3).getXdgOutput(wlOutput).destroy();
        stays.destroy();
        assertEquals("", client.events());
    }

    @Test
    void stopsClientsThatAskWithoutEnd() throws Exception {
        WlOutputProxy wlOutput = client.bind(WlOutputProxy.TYPE, 1);
        ZxdgOutputManagerV1Proxy manager = client.bind(ZxdgOutputManagerV1Proxy.TYPE, 3);
        for (int i = 0; i < Output.MAX_OBJECTS; i++) {
            manager.getXdgOutput(wlOutput);
            client.sync();
        }
        manager.getXdgOutput(wlOutput);
        assertEquals("wl_display 2", client.error());
    }

    private String created(int version, int wlOutputVersion) throws Exception {
        WlOutputProxy wlOutput = client.bind(WlOutputProxy.TYPE, wlOutputVersion);
        client.events();
        client.bind(ZxdgOutputManagerV1Proxy.TYPE, version).getXdgOutput(wlOutput);
        return client.events();
    }
}
