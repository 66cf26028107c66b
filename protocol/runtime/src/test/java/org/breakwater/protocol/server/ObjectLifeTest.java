package org.breakwater.protocol.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.wayland.client.WlCallbackProxy;
import org.breakwater.wayland.client.WlCompositorProxy;
import org.breakwater.wayland.client.WlDataDeviceManagerProxy;
import org.breakwater.wayland.client.WlDataDeviceProxy;
import org.breakwater.wayland.client.WlDataOfferProxy;
import org.breakwater.wayland.client.WlRegionProxy;
import org.breakwater.wayland.client.WlSeatProxy;
import org.breakwater.wayland.server.WlDataDeviceManagerResource;
import org.breakwater.wayland.server.WlDataDeviceResource;
import org.breakwater.wayland.server.WlDataOfferResource;
import org.breakwater.wayland.server.WlDataSourceResource;
import org.breakwater.wayland.server.WlSeatResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ObjectLifeTest {
    private final TestBed bed = new TestBed();
    private final Regions regions = new Regions(bed.display);
    private TestBed.End end;
    private WlCompositorProxy compositor;

    @BeforeEach
    void connect() throws IOException {
        end = bed.connect();
        compositor = end.bind(WlCompositorProxy.TYPE, 4);
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void aRoundtripTakesOneTurn() throws IOException {
        bed.roundtrip(end);
        long before = bed.loop.turns();
        bed.roundtrip(end);
        assertEquals(before + 1, bed.loop.turns());
    }

    @Test
    void syncsAreAnsweredInOrderAfterWhatWasSentBefore() throws IOException {
        List<Integer> done = new ArrayList<>();
        WlRegionProxy region = compositor.createRegion();
        for (int i = 0; i < 10; i++) {
            int number = i;
            region.add(i, 0, 0, 0);
            end.display.sync(() -> done.add(number));
        }
        bed.roundtrip(end);
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), done);
        assertEquals(11, regions.calls.size());
    }

    @Test
    void destroyedIsCalledOnceByADestructor() throws IOException {
        WlRegionProxy region = compositor.createRegion();
        bed.roundtrip(end);
        List<String> signals = new ArrayList<>();
        regions.regions.get(0).destroyed().add(r -> signals.add(regions.calls.toString()));
        int before = end.server.objectCount();
        region.destroy();
        bed.roundtrip(end);
        assertEquals(List.of("create_region", "destroy", "destroyed wl_region"), regions.calls);
        assertEquals(List.of("[create_region, destroy, destroyed wl_region]"), signals);
        assertEquals(before - 1, end.server.objectCount());
        assertFalse(region.isAlive());
        assertFalse(regions.regions.get(0).isAlive());
    }

    @Test
    void destroyedIsCalledOnceByTheServerAndTheClientIsTold() throws IOException {
        WlRegionProxy region = compositor.createRegion();
        bed.roundtrip(end);
        Resource resource = regions.regions.get(0);
        resource.destroy();
        resource.destroy();
        bed.roundtrip(end);
        assertEquals(1, regions.count("destroyed wl_region"));
        assertSame(region, end.display.endedInUse());
    }

    @Test
    void destroyedIsCalledOnceByDisconnection() throws IOException {
        compositor.createRegion();
        compositor.createRegion();
        bed.roundtrip(end);
        List<Client> gone = new ArrayList<>();
        end.server.destroyed().add(gone::add);
        end.display.close();
        bed.turn();
        bed.turn();
        assertEquals(2, regions.count("destroyed wl_region"));
        assertEquals(1, regions.count("destroyed wl_compositor"));
        assertEquals(List.of(end.server), gone);
        assertEquals(0, end.server.objectCount());
        assertFalse(end.server.isAlive());
    }

    @Test
    void destroyedIsCalledOnceWhenTheDestructorAndTheDisconnectionComeTogether()
            throws IOException {
        WlRegionProxy region = compositor.createRegion();
        region.destroy();
        end.display.flush();
        end.display.close();
        bed.turn();
        bed.turn();
        assertEquals(1, regions.count("destroyed wl_region"));
    }

    @Test
    void requestsOfAClientThatHasHungUpAreStillServed() throws IOException {
        WlRegionProxy region = compositor.createRegion();
        region.add(1, 2, 3, 4);
        end.display.flush();
        end.display.close();
        bed.turn();
        bed.turn();
        assertEquals(1, regions.count("add 1 2 3 4"));
    }

    @Test
    void anObjectThatEndsAnotherWhileTheClientGoesIsFine() throws IOException {
        compositor.createRegion();
        compositor.createRegion();
        compositor.createRegion();
        bed.roundtrip(end);
        regions.onDestroyed = () -> regions.regions.forEach(Resource::destroy);
        end.display.close();
        bed.turn();
        bed.turn();
        assertEquals(3, regions.count("destroyed wl_region"));
    }

    @Test
    void aHandlerThatFailsToEndLeavesNothingBehind() throws IOException {
        compositor.createRegion();
        compositor.createRegion();
        bed.roundtrip(end);
        TestBed.End other = bed.connect();
        regions.onDestroyed = () -> {
            throw new IllegalStateException("destroyed() failed");
        };
        end.display.close();
        bed.turn();
        bed.turn();
        assertEquals(2, regions.count("destroyed wl_region"));
        assertEquals(List.of(other.server), List.copyOf(bed.display.clients()));
        assertEquals(0, end.server.objectCount());
        regions.onDestroyed = () -> { };
        bed.roundtrip(other);
    }

    @Test
    void idsAreUsedAgain() throws IOException {
        bed.roundtrip(end);
        WlRegionProxy first = compositor.createRegion();
        bed.roundtrip(end);
        first.destroy();
        bed.roundtrip(end);
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            WlRegionProxy region = compositor.createRegion();
            ids.add(region.id());
            region.destroy();
            bed.roundtrip(end);
        }
        assertTrue(ids.stream().allMatch(id -> id < 12), ids.toString());
        assertEquals(101, regions.count("destroyed wl_region"));
    }

    @Test
    void manyObjectsComeAndGo() throws IOException {
        int before = end.server.objectCount();
        for (int round = 0; round < 3; round++) {
            List<WlRegionProxy> made = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                made.add(compositor.createRegion());
            }
            bed.roundtrip(end);
            for (WlRegionProxy region : made) {
                assertSame(regions.regions.get(made.indexOf(region) + round * 2_000),
                        end.server.resource(region.id()));
                region.destroy();
            }
            bed.roundtrip(end);
        }
        assertEquals(before + 1, end.server.objectCount(), "only the bound wl_compositor is new");
    }

    @Test
    void aDestructorEventEndsTheObject() throws IOException {
        int before = end.server.objectCount();
        WlCallbackProxy callback = end.display.proxy().sync();
        bed.roundtrip(end);
        bed.roundtrip(end);
        assertFalse(callback.isAlive());
        assertEquals(before + 1, end.server.objectCount());
    }

    @Test
    void serverSideObjectsHaveTheirOwnIdsAndReuseThem() throws IOException {
        DataDevices devices = new DataDevices();
        TestBed.End client = bed.connect();
        WlDataDeviceProxy device = devices.bind(client);
        List<WlDataOfferProxy> offers = new ArrayList<>();
        device.listen(new WlDataDeviceProxy.Events() {
            @Override
            public void dataOffer(WlDataOfferProxy id) {
                offers.add(id);
            }
        });
        bed.roundtrip(client);
        WlDataOfferResource first = devices.offer(client.server);
        WlDataOfferResource second = devices.offer(client.server);
        bed.roundtrip(client);
        assertEquals(0xff000000, offers.get(0).id());
        assertEquals(0xff000001, offers.get(1).id());
        offers.get(0).destroy();
        bed.roundtrip(client);
        assertFalse(first.isAlive());
        assertTrue(second.isAlive());
        devices.offer(client.server);
        bed.roundtrip(client);
        assertEquals(0xff000000, offers.get(2).id());
        assertNotEquals(offers.get(0), offers.get(2));
        offers.get(2).accept(1, "text/plain");
        bed.roundtrip(client);
        assertEquals(List.of("accept text/plain"), devices.calls);
    }

    @Test
    void anObjectOfAnotherClientIsNeverSent() throws IOException {
        DataDevices devices = new DataDevices();
        TestBed.End one = bed.connect();
        TestBed.End two = bed.connect();
        devices.bind(one);
        bed.roundtrip(one);
        WlDataOfferResource foreign = two.server.create(WlDataOfferResource.TYPE, 3);
        foreign.makeInert();
        WlDataDeviceResource device = devices.device;
        assertThrows(IllegalArgumentException.class, () -> device.sendDataOffer(foreign));
        bed.roundtrip(one);
        bed.roundtrip(two);
    }

    @Test
    void eventsToTheDeadGoNowhere() throws IOException {
        DataDevices devices = new DataDevices();
        TestBed.End client = bed.connect();
        devices.bind(client);
        bed.roundtrip(client);
        client.display.close();
        bed.turn();
        bed.turn();
        devices.device.sendLeave();
        devices.device.sendDrop();
        client.server.flush();
        assertEquals(0, client.server.pendingOutput());
    }

    @Test
    void anEventNewerThanTheBoundVersionIsOurBug() throws IOException {
        DataDevices devices = new DataDevices();
        TestBed.End client = bed.connect();
        WlDataDeviceManagerProxy manager = client.bind(WlDataDeviceManagerProxy.TYPE, 1);
        manager.createDataSource();
        bed.roundtrip(client);
        assertThrows(IllegalStateException.class, devices.source::sendDndFinished);
        devices.source.sendCancelled();
        bed.roundtrip(client);
    }

    @Test
    void anEventWhoseDescriptorCannotBeSentLeavesTheStreamWhole() throws IOException {
        DataDevices devices = new DataDevices();
        TestBed.End client = bed.connect();
        client.bind(WlDataDeviceManagerProxy.TYPE, 3).createDataSource();
        bed.roundtrip(client);
        Fd[] pipe = Fd.pipe();
        pipe[0].close();
        assertThrows(IllegalStateException.class,
                () -> devices.source.sendSend("text/plain", pipe[0]));
        pipe[1].close();
        devices.source.sendCancelled();
        bed.roundtrip(client);
    }

    @Test
    void deletedIdsOfAClientOnItsWayOutAreNotSent() throws IOException {
        WlRegionProxy region = compositor.createRegion();
        bed.roundtrip(end);
        end.server.disconnect();
        assertFalse(end.server.isAlive());
        region.destroy();
        assertNull(bed.awaitEnd(end));
        assertEquals(1, regions.count("destroyed wl_region"));
    }

    /** A wl_data_device_manager and a wl_seat that do nothing but make objects. */
    private final class DataDevices implements WlDataDeviceManagerResource.Requests {
        private final List<String> calls = new ArrayList<>();
        private WlDataDeviceResource device;
        private WlDataSourceResource source;

        DataDevices() {
            bed.display.createGlobal(WlDataDeviceManagerResource.TYPE, 3, bound ->
                    bound.handle(this));
            bed.display.createGlobal(WlSeatResource.TYPE, 5, Resource::makeInert);
        }

        WlDataDeviceProxy bind(TestBed.End client) {
            return client.bind(WlDataDeviceManagerProxy.TYPE, 3)
                    .getDataDevice(client.bind(WlSeatProxy.TYPE, 5));
        }

        WlDataOfferResource offer(Client client) {
            WlDataOfferResource offer = client.create(WlDataOfferResource.TYPE, 3);
            offer.handle(new WlDataOfferResource.Requests() {
                @Override
                public void accept(WlDataOfferResource resource, int serial, String mimeType) {
                    calls.add("accept " + mimeType);
                }

                @Override
                public void receive(WlDataOfferResource resource, String mimeType, Fd fd) {
                    fd.close();
                }

                @Override
                public void destroy(WlDataOfferResource resource) {
                }

                @Override
                public void finish(WlDataOfferResource resource) {
                }

                @Override
                public void setActions(WlDataOfferResource resource, int actions, int preferred) {
                }
            });
            device.sendDataOffer(offer);
            return offer;
        }

        @Override
        public void createDataSource(WlDataDeviceManagerResource resource,
                WlDataSourceResource id) {
            source = id;
            id.makeInert();
        }

        @Override
        public void getDataDevice(WlDataDeviceManagerResource resource, WlDataDeviceResource id,
                WlSeatResource seat) {
            device = id;
            id.makeInert();
        }
    }
}
