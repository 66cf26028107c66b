package org.breakwater.tests.boundary;

import static org.breakwater.tests.boundary.Boundary.ofClient;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.breakwater.compositor.desktop.Desktop;
import org.breakwater.compositor.desktop.Window;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.compositor.xdg.XdgSurface;
import org.breakwater.protocol.server.Global;
import org.breakwater.protocol.server.Resource;
import org.breakwater.tests.TestWindow;
import org.breakwater.wayland.client.WlOutputProxy;
import org.breakwater.wayland.client.WlSeatProxy;
import org.breakwater.wayland.server.WlKeyboardResource;
import org.breakwater.wayland.server.WlPointerResource;
import org.breakwater.wayland.server.WlSeatResource;
import org.breakwater.wayland.server.WlTouchResource;

/** What is done at a client's request, or for it alone. */
final class ClientBoundaries {
    private ClientBoundaries() {
    }

    static List<Boundary> all() {
        return List.of(
                ofClient("bind of a global", stage -> stage.bindSeat(seat(stage,
                        resource -> stage.fault.strike()))),
                ofClient("request handler", stage -> failingSeat(stage).getPointer()),
                ofClient("handler's destroyed", stage -> failingSeat(stage).release()),
                ofClient("resource destroyed", stage -> {
                    stage.surface().resource().destroyed().add(r -> stage.fault.strike());
                    stage.window.destroy();
                }),
                ofClient("surface attached", stage -> {
                    stage.surface().attached().add(s -> stage.fault.strike());
                    stage.window.attach(10, 10, -1);
                }),
                ofClient("surface precommit", stage -> {
                    stage.surface().precommit().add(s -> stage.fault.strike());
                    stage.window.surface().commit();
                }),
                ofClient("surface committed", stage -> {
                    stage.surface().committed().add(s -> stage.fault.strike());
                    stage.window.surface().commit();
                }),
                ofClient("surface mapped", stage -> mapAnother(stage,
                        surface -> surface.mapped().add(s -> stage.fault.strike()))),
                ofClient("surface unmapped", stage -> {
                    stage.surface().unmapped().add(s -> stage.fault.strike());
                    stage.window.destroy();
                }),
                ofClient("surface destroyed", stage -> {
                    stage.surface().destroyed().add(s -> stage.fault.strike());
                    stage.window.destroy();
                }),
                ofLeaver("surface unmapped as its client goes",
                        stage -> stage.surface().unmapped().add(s -> stage.fault.strike())),
                ofLeaver("surface destroyed as its client goes",
                        stage -> stage.surface().destroyed().add(s -> stage.fault.strike())),
                ofLeaver("toplevel destroyed as its client goes",
                        stage -> XdgSurface.of(stage.surface()).toplevel().signals().destroyed()
                                .add(t -> stage.fault.strike())),
                ofClient("surface created", stage -> {
                    stage.server().compositor().surfaceCreated().add(s -> stage.fault.strike());
                    stage.culprit.surface();
                }),
                ofClient("toplevel created", stage -> {
                    stage.server().shell().toplevelCreated().add(t -> stage.fault.strike());
                    new TestWindow(stage.culprit);
                }),
                ofClient("desktop listener when a window is mapped", stage -> mapAnother(stage,
                        surface -> stage.server().desktop().addListener(focusStrike(stage)))),
                ofClient("global filter of a registry", stage -> {
                    filter(stage);
                    stage.culprit.display().proxy().getRegistry();
                }),
                ofClient("global filter of an announcement", stage -> {
                    filter(stage);
                    seat(stage, Resource::makeInert);
                }),
                ofClient("output bound", stage -> {
                    stage.fixture.output().output().bound().add(r -> stage.fault.strike());
                    stage.culprit.bind(WlOutputProxy.TYPE);
                }),
                ofClient("client responsive", stage -> {
                    stage.server().shell().pings().responsive().add(c -> stage.fault.strike());
                    stage.server().shell().ping(stage.culprit.server());
                    stage.fixture.clock().advance(11_000_000_000L);
                    stage.fixture.turn();
                    stage.culprit.roundtrip();      // it answers late
                }));
    }

    /** What fails while the objects of a client that has gone are put away. */
    private static Boundary ofLeaver(String name, Boundary.Injection injection) {
        return new Boundary(name, Boundary.Blame.GONE, 0, stage -> {
            injection.into(stage);
            stage.culprit.close();
            stage.fixture.turn();
            assertEquals(1, stage.server().desktop().stacking().size());
        });
    }

    /** A desktop listener that fails when the focus changes. */
    static Desktop.Listener focusStrike(Stage stage) {
        return new Desktop.Listener() {
            @Override
            public void focusChanged(Window window) {
                stage.fault.strike();
            }
        };
    }

    private static Global<WlSeatResource> seat(Stage stage, Consumer<WlSeatResource> bound) {
        return stage.server().display().createGlobal(WlSeatResource.TYPE, 5, bound);
    }

    private static WlSeatProxy failingSeat(Stage stage) {
        return stage.bindSeat(seat(stage, resource -> resource.handle(new FailingSeat(stage.fault))));
    }

    private static void filter(Stage stage) {
        stage.server().display().setGlobalFilter((client, global) -> {
            if (client == stage.culprit.server()) {
                stage.fault.strike();
            }
            return global.version();
        });
    }

    /** Up to the commit that maps it, which is sent with what comes next. */
    private static void mapAnother(Stage stage, Consumer<Surface> before) throws IOException {
        TestWindow another = new TestWindow(stage.culprit);
        another.surface().commit();
        stage.culprit.roundtrip();
        before.accept(stage.fixture.surface(stage.culprit, another.surface()));
        another.attach(10, 10, -1);
        another.ackLastAndCommit();
    }

    private record FailingSeat(Fault fault) implements WlSeatResource.Requests {
        @Override
        public void getPointer(WlSeatResource resource, WlPointerResource id) {
            fault.strike();
        }

        @Override
        public void getKeyboard(WlSeatResource resource, WlKeyboardResource id) {
            id.makeInert();
        }

        @Override
        public void getTouch(WlSeatResource resource, WlTouchResource id) {
            id.makeInert();
        }

        @Override
        public void release(WlSeatResource resource) {
            // What follows is the failure.
        }

        @Override
        public void destroyed(Resource resource) {
            fault.strike();
        }
    }
}
