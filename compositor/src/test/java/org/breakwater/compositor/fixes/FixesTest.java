package org.breakwater.compositor.fixes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.breakwater.compositor.output.OutputMode;
import org.breakwater.compositor.output.TestClient;
import org.breakwater.compositor.output.TestSession;
import org.breakwater.wayland.client.WlFixesProxy;
import org.breakwater.wayland.client.WlRegistryProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FixesTest {
    private final TestSession session = new TestSession();

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void endsARegistryAndFreesItsId() throws Exception {
        new Fixes(session.display());
        TestClient client = session.connect();
        WlFixesProxy fixes = client.bind(WlFixesProxy.TYPE, 1);
        WlRegistryProxy second = client.display().proxy().getRegistry();
        client.sync();
        int objects = client.server().objectCount();
        int[] heard = {0};
        second.listen(new WlRegistryProxy.Events() {
            @Override
            public void global(int name, String interfaceName, int version) {
                heard[0]++;
            }
        });
        assertTrue(second.isAlive());
        fixes.destroyRegistry(second);
        client.sync();
        assertFalse(second.isAlive());
        assertEquals(objects - 1, client.server().objectCount());
        session.output("LATE-1", new OutputMode(1, 1, 0));
        client.sync();
        assertEquals(0, heard[0]);
        assertEquals(1, client.globals("wl_output").length);
        fixes.destroy();
        WlRegistryProxy third = client.display().proxy().getRegistry();
        assertEquals(second.id(), third.id());
        client.sync();
    }
}
