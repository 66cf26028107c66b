package org.breakwater.protocol.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.breakwater.wayland.client.WlCompositorProxy;
import org.breakwater.wayland.client.WlOutputProxy;
import org.breakwater.wayland.client.WlRegionProxy;
import org.breakwater.wayland.client.WlRegistryProxy;
import org.breakwater.wayland.server.WlOutputResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegistryTest {
    private final TestBed bed = new TestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void globalsAreAnnouncedToThoseWhoAskAndToThoseWhoAsked() throws IOException {
        new Regions(bed.display);
        TestBed.End early = bed.connect();
        assertEquals(List.of("+wl_compositor 4"), early.registryEvents);
        Global<WlOutputResource> output = output();
        bed.roundtrip(early);
        TestBed.End late = bed.connect();
        assertEquals(List.of("+wl_compositor 4", "+wl_output 4"), early.registryEvents);
        assertEquals(early.registryEvents, late.registryEvents);
        output.remove();
        output.remove();
        bed.roundtrip(early);
        bed.roundtrip(late);
        assertEquals("-" + output.name(), early.registryEvents.get(2));
        assertEquals(early.registryEvents, late.registryEvents);
        assertEquals(List.of("+wl_compositor 4"), bed.connect().registryEvents);
    }

    @Test
    void aFilterHidesAGlobalOrOffersLessOfIt() throws IOException {
        new Regions(bed.display);
        Global<WlOutputResource> output = output();
        bed.display.setGlobalFilter((client, global) -> global == output ? 0 : 3);
        TestBed.End end = bed.connect();
        assertEquals(List.of("+wl_compositor 3"), end.registryEvents);
        output.remove();
        bed.roundtrip(end);
        assertEquals(List.of("+wl_compositor 3"), end.registryEvents, "what was hidden is not removed");
        end.bind(WlCompositorProxy.TYPE, 3);
        bed.roundtrip(end);
        end.bind(WlCompositorProxy.TYPE, 4);
        assertTrue(bed.awaitEnd(end).getMessage().contains("have 3, wanted 4"));
        TestBed.End guessing = bed.connect();
        guessing.registry.bind(output.name(), WlOutputProxy.TYPE, 1);
        assertTrue(bed.awaitEnd(guessing).getMessage().contains("invalid global wl_output"));
    }

    @Test
    void everyRegistryOfAClientHearsOfIt() throws IOException {
        TestBed.End end = bed.connect();
        int[] heard = new int[1];
        WlRegistryProxy second = end.display.proxy().getRegistry();
        second.listen(new WlRegistryProxy.Events() {
            @Override
            public void global(int name, String interfaceName, int version) {
                heard[0]++;
            }
        });
        bed.roundtrip(end);
        new Regions(bed.display);
        bed.roundtrip(end);
        assertEquals(1, heard[0]);
        assertEquals(1, end.registryEvents.size());
    }

    @Test
    void aLateBindOfARemovedGlobalIsInertAndItsDestructorWorks() throws IOException {
        Regions regions = new Regions(bed.display);
        Global<WlOutputResource> output = output();
        TestBed.End end = bed.connect();
        output.remove();
        WlOutputProxy bound = end.bind(WlOutputProxy.TYPE, 4);
        bed.roundtrip(end);
        assertTrue(end.server.resource(bound.id()).isInert());
        bound.release();
        bed.roundtrip(end);
        assertNull(end.server.resource(bound.id()));
        regions.global().remove();
        WlCompositorProxy compositor = end.bind(WlCompositorProxy.TYPE, 4);
        WlRegionProxy region = compositor.createRegion();
        region.add(1, 2, 3, 4);
        region.destroy();
        bed.roundtrip(end);
        assertEquals(List.of(), regions.calls);
    }

    @Test
    void whatAnInertObjectCreatesIsInert() throws IOException {
        Regions regions = new Regions(bed.display);
        TestBed.End end = bed.connect();
        WlCompositorProxy compositor = end.bind(WlCompositorProxy.TYPE, 4);
        bed.roundtrip(end);
        end.server.resource(compositor.id()).makeInert();
        WlRegionProxy region = compositor.createRegion();
        bed.roundtrip(end);
        assertTrue(end.server.resource(region.id()).isInert());
        assertNull(end.server.resource(region.id()).handler());
        assertEquals(List.of(), regions.calls);
    }

    @Test
    void globalsLongGoneAreForgottenAndTheirNamesAreNotUsedAgain() throws IOException {
        int first = output().name();
        TestBed.End end = bed.connect();
        for (int i = 0; i < 200; i++) {
            Global<WlOutputResource> output = output();
            assertTrue(output.name() > first);
            output.remove();
        }
        assertEquals(1, bed.display.advertised().size());
        bed.roundtrip(end);
    }

    @Test
    void aVersionThatTheDefinitionDoesNotHaveIsOurBug() {
        assertThrows(IllegalArgumentException.class,
                () -> bed.display.createGlobal(WlOutputResource.TYPE, 99, Resource::makeInert));
    }

    @Test
    void theBoundVersionIsTheObjectsAndItsChildrens() throws IOException {
        new Regions(bed.display);
        TestBed.End end = bed.connect();
        WlCompositorProxy compositor = end.bind(WlCompositorProxy.TYPE, 2);
        WlRegionProxy region = compositor.createRegion();
        bed.roundtrip(end);
        assertEquals(2, end.server.resource(compositor.id()).version());
        assertEquals(2, end.server.resource(region.id()).version());
        assertTrue(end.server.resource(region.id()).supports(2));
        assertEquals(false, end.server.resource(region.id()).supports(3));
    }

    private Global<WlOutputResource> output() {
        return bed.display.createGlobal(WlOutputResource.TYPE, 4,
                bound -> bound.handle(released -> { }));
    }
}
