package org.breakwater.tests.boundary;

import static org.breakwater.tests.boundary.Boundary.ofSession;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.breakwater.compositor.glue.SeatInput;
import org.breakwater.compositor.ipc.IpcServer;
import org.breakwater.protocol.loop.FdSource;
import org.breakwater.protocol.server.ListeningSocket;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.protocol.wire.UnixSocket;
import org.breakwater.render.geometry.Point;
import org.breakwater.wayland.WlPointer;

/** The loop's own callbacks, input, connections, and the control socket. */
final class SessionBoundaries {
    private static final int BTN_LEFT = 0x110;
    private static final int KEY_LEFTSHIFT = 42;

    private SessionBoundaries() {
    }

    static List<Boundary> all() {
        return List.of(
                ofSession("timer", stage -> {
                    stage.loop().addTimer(stage.fault::strike).armAt(stage.fixture.clock().nanos());
                    stage.fixture.turn();
                }),
                ofSession("idle task", stage -> {
                    stage.loop().idle(stage.fault::strike);
                    stage.fixture.turn();
                }),
                ofSession("posted task", stage -> {
                    stage.loop().post(stage.fault::strike);
                    stage.fixture.turn();
                }),
                ofSession("end of a turn", stage -> {
                    stage.loop().turnEnd().add(turn -> stage.fault.strike());
                    stage.fixture.turn();
                }),
                ofSession("descriptor", SessionBoundaries::descriptor),
                new Boundary("client destroyed", Boundary.Blame.GONE, 1, stage -> {
                    stage.culprit.server().destroyed().add(c -> stage.fault.strike());
                    stage.culprit.close();
                    stage.fixture.turn();
                }),
                new Boundary("arrival of a client", Boundary.Blame.NOBODY, 0,
                        SessionBoundaries::arrival),
                ofSession("client unresponsive", stage -> {
                    stage.server().shell().pings().unresponsive().add(c -> stage.fault.strike());
                    stage.server().shell().ping(stage.culprit.server());
                    stage.fixture.clock().advance(11_000_000_000L);
                    stage.fixture.turn();
                }),
                ofSession("desktop listener at a press", stage -> {
                    stage.server().desktop().addListener(ClientBoundaries.focusStrike(stage));
                    press(stage);
                }),
                ofSession("keyboard focus at a press", stage -> {
                    stage.server().seat().keyboard().clientFocused().add(c -> stage.fault.strike());
                    press(stage);
                    assertSame(stage.witnessSurface(), stage.server().seat().keyboard().focus());
                }),
                ofSession("key", stage -> {
                    stage.server().seat().keyboard().modifiersChanged()
                            .add(k -> stage.fault.strike());
                    stage.server().input().key(0, KEY_LEFTSHIFT, true);
                    stage.server().input().key(0, KEY_LEFTSHIFT, false);
                }),
                ofSession("pointer motion", stage -> grabbed(stage,
                        input -> input.pointerMoved(1, 6, 6))),
                ofSession("pointer button", stage -> grabbed(stage, input -> {
                    input.pointerButton(1, BTN_LEFT, true);
                    input.pointerButton(1, BTN_LEFT, false);
                })),
                ofSession("pointer axis", stage -> grabbed(stage,
                        input -> input.pointerAxis(1, WlPointer.Axis.VERTICAL_SCROLL, 15, 120))),
                ofSession("touch", stage -> {
                    stage.server().seat().touch().touched().add(s -> stage.fault.strike());
                    Point place = stage.witnessPlace();
                    stage.server().input().touchDown(1, 1, place.x(), place.y());
                    stage.server().input().touchUp(2, 1);
                }),
                ofSession("control command", stage -> {
                    String error = control(stage, () -> {
                        stage.fault.strike();
                        return () -> new JsonPrimitive("not reached");
                    });
                    assertTrue(error.contains("injected"), error);
                }),
                new Boundary("answer to a control command", Boundary.Blame.NOBODY, 0, stage -> {
                    String error = control(stage, () -> () -> {
                        stage.fault.strike();
                        return new JsonPrimitive("not reached");
                    });
                    assertTrue(error.contains("injected"), error);
                }));
    }

    private static void descriptor(Stage stage) throws IOException {
        Fd[] pipe = Fd.pipe();
        try (Fd reading = pipe[0]; Fd writing = pipe[1]) {
            FdSource source = stage.loop().addFd(reading.raw(), FdSource.READABLE,
                    events -> stage.fault.strike());
            writing.write(new byte[1]);
            stage.fixture.turn();
            source.close();
        }
    }

    /** The first of two that connect at once is refused; the second is served. */
    private static void arrival(Stage stage) throws IOException {
        Path directory = Files.createTempDirectory("boundary");
        int before = stage.server().display().clientCount();
        stage.server().display().clientAdded().add(c -> stage.fault.strike());
        try (ListeningSocket listening =
                        ListeningSocket.open(stage.server().display(), directory, "socket");
                Fd first = UnixSocket.connect(directory.resolve(listening.name()));
                Fd second = UnixSocket.connect(directory.resolve(listening.name()))) {
            stage.fixture.turn();
            stage.fixture.turn();
            assertEquals(before + 1, stage.server().display().clientCount());
            assertTrue(second.isOpen());
            assertTrue(first.readAll().length > 0, "it was told nothing");
        } finally {
            Files.delete(directory);
        }
        stage.fixture.turn();
    }

    /** The focus goes to the window that is pressed, and the press with it. */
    private static void press(Stage stage) {
        SeatInput input = stage.server().input();
        Point place = stage.witnessPlace();
        input.pointerMoved(1, place.x(), place.y());
        input.pointerButton(2, BTN_LEFT, true);
        assertTrue(stage.server().seat().pointer().isPressed(BTN_LEFT));
        input.pointerButton(3, BTN_LEFT, false);
        assertSame(stage.witnessSurface(), stage.server().seat().pointer().focus());
    }

    private static void grabbed(Stage stage, Consumer<SeatInput> act) {
        stage.server().input().pointerMoved(0, 5, 5);
        stage.server().seat().pointer().startGrab(new FailingGrab(stage.fault));
        act.accept(stage.server().input());
        assertFalse(stage.server().seat().pointer().isGrabbed());
        assertFalse(stage.server().seat().pointer().isAnyPressed());
    }

    /** What a request for a command of this kind is answered with: an error; and then another is served. */
    private static String control(Stage stage, Supplier<Supplier<JsonElement>> command)
            throws Exception {
        try (Control control = new Control(stage.fixture, path -> new IpcServer(stage.loop(), path,
                Map.of("fail", request -> command.get(),
                        "work", request -> () -> new JsonPrimitive(true))))) {
            String error = assertThrows(IOException.class, () -> control.ask("fail")).getMessage();
            assertTrue(control.ask("work").getAsBoolean());
            return error;
        }
    }
}
