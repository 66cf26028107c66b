package org.breakwater.tests.wlcs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.compositor.Ledger;
import org.breakwater.compositor.Server;
import org.breakwater.compositor.ServerOptions;
import org.breakwater.compositor.desktop.Window;
import org.breakwater.compositor.glue.OutputRenderer;
import org.breakwater.compositor.glue.XdgWindow;
import org.breakwater.compositor.surface.Compositor;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.config.Config;
import org.breakwater.config.ConfigReader;
import org.breakwater.config.ConfigResult;
import org.breakwater.config.OutputMode;
import org.breakwater.protocol.loop.Clock;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.loop.FdSource;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Global;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.protocol.wire.MessageReader;
import org.breakwater.render.geometry.Rect;
import org.breakwater.wayland.server.WlSurfaceResource;

/**
 * A headless compositor that is driven through descriptor 3, and ends with it. Before a command it
 * handles what clients have sent so far, and it answers when all that follows from the command has
 * happened, the drawing of a frame and the events for clients among it.
 */
public final class ControlledServer implements AutoCloseable {
    /** So fast that the suite does not spend its time waiting for frames. */
    private static final OutputMode MODE = new OutputMode(1280, 1024, 240_000);
    private static final int CONTROL_FD = 3;
    /** Truncated files end their clients, as the suite expects. */
    private static final String CONFIGURATION = "[shm]\non-truncation = \"disconnect\"\n";
    /** A client that draws without end is not waited for. */
    private static final int MOST_TURNS = 200;
    private static final long FRAME_NANOS = 20_000_000;

    private final EventLoop loop = new EventLoop(Clock.monotonic());
    private final Server server;
    private final Devices devices;
    private final ControlConnection control;
    private final FdSource source;
    private final Map<Integer, Client> clients = new HashMap<>();
    private int lastClient;
    private long uncaught;

    private ControlledServer(Fd socket) {
        Config config = ((ConfigResult.Loaded) ConfigReader.parse(CONFIGURATION, "wlcs")).config();
        server = Server.create(loop, new ServerOptions(config, List.of(MODE)));
        devices = new Devices(server.input(), loop.clock());
        control = new ControlConnection(socket);
        source = loop.addFd(control.fd(), FdSource.READABLE, events -> { });
        parkPointer();
    }

    public static void main(String[] arguments) {
        try (ControlledServer controlled = new ControlledServer(Fd.own(CONTROL_FD))) {
            controlled.run();
        }
    }

    private void run() {
        while (control.isOpen()) {
            loop.dispatch(-1);
            while (control.next()) {
                settle();
                handle();
            }
        }
    }

    private void handle() {
        MessageReader arguments = control.arguments();
        int device = control.device();
        switch (control.command()) {
            case GLOBAL -> global(arguments.readInt());
            case CLIENT -> client(arguments.readFd());
            case PLACE -> place(arguments.readInt(), arguments.readInt(), arguments.readInt(),
                    arguments.readInt());
            case POINTER -> done("" + devices.addPointer());
            case POINTER_MOVE_TO -> {
                devices.mouse(device).moveTo(arguments.readFixed(), arguments.readFixed());
                done("");
            }
            case POINTER_MOVE_BY -> {
                devices.mouse(device).moveBy(arguments.readFixed(), arguments.readFixed());
                done("");
            }
            case POINTER_BUTTON -> {
                devices.mouse(device).button(arguments.readInt(), arguments.readInt() != 0);
                done("");
            }
            case TOUCH -> done("" + devices.addTouch());
            case TOUCH_DOWN -> {
                devices.touchScreen(device).down(arguments.readFixed(), arguments.readFixed());
                done("");
            }
            case TOUCH_MOVE -> {
                devices.touchScreen(device).move(arguments.readFixed(), arguments.readFixed());
                done("");
            }
            case TOUCH_UP -> {
                devices.touchScreen(device).up();
                done("");
            }
            case REMOVE -> {
                devices.remove(device);
                done("");
            }
            case RESET -> reset();
        }
    }

    private void done(String answer) {
        settle();
        control.answer(answer);
    }

    private void global(int index) {
        List<Global<?>> globals = new ArrayList<>(server.display().advertised());
        if (index >= globals.size()) {
            control.answer("");
        } else {
            Global<?> global = globals.get(index);
            control.answer(global.type().spec().name() + " " + global.version());
        }
    }

    private void client(Fd socket) {
        clients.put(++lastClient, server.display().addClient(socket));
        done("" + lastClient);
    }

    private void place(int number, int surfaceId, int x, int y) {
        Client client = clients.get(number);
        Surface surface = client != null && client.resource(surfaceId) instanceof WlSurfaceResource found
                ? Compositor.surfaceOf(found) : null;
        for (Window window : server.desktop().stacking()) {
            if (window instanceof XdgWindow xdg && xdg.surface() == surface) {
                server.desktop().moveTo(window, x, y);
                done("");
                return;
            }
        }
        control.refuse("client " + number + " has no window with the surface " + surfaceId);
    }

    /** As at the start; refused where something of the clients or of their doings is left. */
    private void reset() {
        devices.removeAll();
        clients.values().forEach(Client::disconnect);
        clients.clear();
        lastClient = 0;
        settle();
        parkPointer();
        settle();
        for (int i = 0; i < MOST_TURNS && !server.ledger().equals(Ledger.ZERO); i++) {
            loop.dispatch(FRAME_NANOS);     // threads that close files report
        }
        String left = left();
        uncaught = loop.uncaughtCount();
        if (left.isEmpty()) {
            control.answer("");
        } else {
            control.refuse(left);
        }
    }

    private String left() {
        StringBuilder left = new StringBuilder();
        if (!server.ledger().equals(Ledger.ZERO)) {
            left.append("held without clients: ").append(server.ledger()).append("; ");
        }
        if (loop.uncaughtCount() != uncaught) {
            left.append("exceptions reached the loop; ");
        }
        if (!server.desktop().stacking().isEmpty()) {
            left.append("windows remain; ");
        }
        if (server.seat().pointer().isGrabbed() || server.seat().pointer().isAnyPressed()) {
            left.append("the pointer is held; ");
        }
        if (server.seat().touch().pointCount() > 0) {
            left.append("fingers remain; ");
        }
        return left.toString();
    }

    /** In the corner where no window of the suite's is. */
    private void parkPointer() {
        Rect bounds = server.layout().bounds();
        server.input().pointerMoved((int) (loop.clock().nanos() / 1_000_000), bounds.x2(), bounds.y2());
    }

    /** Turns until nothing is to be done that is not waiting for somebody else. */
    private void settle() {
        int turns = 0;
        boolean busy = true;
        while (busy && turns++ < MOST_TURNS) {
            busy = loop.dispatch(0);
            if (!busy && server.outputs().stream().anyMatch(OutputRenderer::isFrameQueued)) {
                loop.dispatch(FRAME_NANOS);
                busy = true;
            }
        }
    }

    @Override
    public void close() {
        source.close();
        control.close();
        server.close();
        loop.close();
    }
}
