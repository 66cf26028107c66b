package org.breakwater.compositor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.breakwater.compositor.backend.BackendOutput;
import org.breakwater.compositor.buffer.Buffers;
import org.breakwater.compositor.capture.Picture;
import org.breakwater.compositor.cursor.CursorTheme;
import org.breakwater.compositor.debug.DebugOverlay;
import org.breakwater.compositor.desktop.Desktop;
import org.breakwater.compositor.fixes.Fixes;
import org.breakwater.compositor.fractionalscale.FractionalScale;
import org.breakwater.compositor.glue.CarriedWindow;
import org.breakwater.compositor.glue.CursorView;
import org.breakwater.compositor.glue.DragFollower;
import org.breakwater.compositor.glue.DragPlace;
import org.breakwater.compositor.glue.InputPopups;
import org.breakwater.compositor.glue.Layers;
import org.breakwater.compositor.glue.OutputRenderer;
import org.breakwater.compositor.glue.PopupGrabGlue;
import org.breakwater.compositor.glue.SceneFinder;
import org.breakwater.compositor.glue.SeatInput;
import org.breakwater.compositor.glue.SurfaceScene;
import org.breakwater.compositor.glue.TabletInput;
import org.breakwater.compositor.glue.VirtualInput;
import org.breakwater.compositor.glue.XdgGlue;
import org.breakwater.compositor.ipc.IpcServer;
import org.breakwater.compositor.linuxdmabuf.LinuxDmabuf;
import org.breakwater.compositor.output.Output;
import org.breakwater.compositor.output.OutputLayout;
import org.breakwater.compositor.output.OutputMode;
import org.breakwater.compositor.output.XdgOutputs;
import org.breakwater.compositor.presentation.Presentation;
import org.breakwater.compositor.seat.KeyRepeat;
import org.breakwater.compositor.seat.PointerCursor;
import org.breakwater.compositor.seat.Seat;
import org.breakwater.compositor.seat.xkb.Keymap;
import org.breakwater.compositor.seat.xkb.KeymapException;
import org.breakwater.compositor.securitycontext.SecurityContexts;
import org.breakwater.compositor.selection.DataDevices;
import org.breakwater.compositor.shortcutsinhibit.ShortcutsInhibitors;
import org.breakwater.compositor.singlepixel.SinglePixelBuffers;
import org.breakwater.compositor.surface.Compositor;
import org.breakwater.compositor.surface.Subcompositor;
import org.breakwater.compositor.viewporter.Viewporter;
import org.breakwater.compositor.xdg.XdgDecoration;
import org.breakwater.compositor.xdg.XdgShell;
import org.breakwater.config.Config;
import org.breakwater.config.ConfigResult;
import org.breakwater.config.KeyboardConfig;
import org.breakwater.config.OutputConfig;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Display;
import org.breakwater.protocol.wire.WireTrace;
import org.breakwater.render.Renderer;
import org.breakwater.render.egl.EglContext;
import org.breakwater.render.geometry.Point;
import org.breakwater.render.geometry.Region;
import org.breakwater.render.geometry.Transform;
import org.breakwater.render.gl.GlesRenderer;
import org.breakwater.render.scene.Scene;
import org.breakwater.render.scene.SceneOutput;
import org.breakwater.shm.Capabilities;
import org.breakwater.shm.ShmGlobal;
import org.breakwater.shm.ShmMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A whole compositor on one loop: every global, the scene, the outputs, and who is told of what. Made and
 * closed on the loop's thread; it does not own the loop.
 */
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    private final EventLoop loop;
    private final ServerOptions options;
    private final Display display;
    private final SecurityContexts securityContexts;
    private final EglContext egl;
    private final long device;
    private final Renderer renderer;
    private final ShmMapper mapper;
    private final LinuxDmabuf dmabufs;
    private final Scene scene;
    private final Layers layers;
    private final SurfaceScene surfaces;
    private final SurfaceProtocols surfaceProtocols;
    private final Presentation presentation;
    private final Compositor compositor;
    private final Seat seat;
    private final PointerCursor pointer;
    private final DataProtocols data;
    private final XdgShell shell;
    private final Desktop desktop;
    private final ShellProtocols shellProtocols;
    private final SeatInput input;
    private final CursorView cursor;
    private final InputProtocols inputProtocols;
    private final TabletInput tablets;
    private CursorTheme theme;
    private final ClientKiller killer;
    private final Recovery recovery;
    private final OutputLayout layout = new OutputLayout();
    private final List<OutputRenderer> outputs = new ArrayList<>();
    private final List<DebugOverlay> overlays = new ArrayList<>();
    private final Signal<SessionEnd> ended = new Signal<>();
    private final Signal<String> commands = new Signal<>();
    private volatile Config config;
    private Outputs backend;
    private SeatDevices devices;
    private long refreshes;

    private Server(EventLoop loop, ServerOptions options, Graphics graphics) {
        this.loop = loop;
        this.options = options;
        this.config = options.config();
        this.egl = graphics.context();
        this.device = graphics.device();
        this.renderer = GlesRenderer.create(egl, graphics.dmabufs());
        this.display = new Display(loop, WireTrace.fromEnvironment("server"),
                QuotaPolicy.of(options.config().quota(), OpenFiles.limit()),
                QuotaPolicy.together(options.config().quota(), OpenFiles.limit(),
                        Native.memory()));
        display.limitClients(QuotaPolicy.connections(options.config().quota(), OpenFiles.limit()));
        this.mapper = new ShmMapper(Capabilities.probe(), ShmPolicy.of(options.config().shm()));
        this.scene = new Scene(renderer);
        this.layers = new Layers(scene, options.config().appearance().background().rgba());
        this.compositor = new Compositor(display, new Buffers());
        this.presentation = new Presentation(display);
        this.surfaces = new SurfaceScene(loop.clock(), renderer, layers, compositor, presentation,
                new FractionalScale(display));
        new Subcompositor(display);
        new ShmGlobal(display, mapper, renderer.maxTextureSize());
        this.dmabufs = new LinuxDmabuf(display, renderer, graphics.files(), graphics.device());
        new Viewporter(display);
        new SinglePixelBuffers(display);
        this.surfaceProtocols = new SurfaceProtocols(display);
        new XdgOutputs(display);
        new Fixes(display);
        this.securityContexts = new SecurityContexts(display);
        Privileged privileged = new Privileged(securityContexts, new ClientQuirks());
        display.setGlobalFilter(privileged);
        KeyboardConfig keys = options.config().keyboard();
        this.seat = new Seat(display, "seat0", keymap(keys),
                new KeyRepeat(keys.repeatRate(), keys.repeatDelay()));
        this.pointer = new PointerCursor(loop, seat.pointer(), new SceneFinder(scene));
        this.inputProtocols = new InputProtocols(display, seat, pointer, new SceneFinder(scene));
        this.data = new DataProtocols(display, seat, privileged::trusts);
        DragPlace dragPlace = new DragPlace(pointer, data.devices());
        data.devices().iconChanged().add(new DragFollower(dragPlace, layers)::show);
        this.killer = new ClientKiller(loop);
        this.shell = new XdgShell(display);
        XdgDecoration.announce(display);
        new PopupGrabGlue(shell);
        this.desktop = new Desktop();
        XdgGlue windows = new XdgGlue(shell, desktop, layout, layers);
        this.shellProtocols = new ShellProtocols(display, seat, windows, desktop);
        this.input = new SeatInput(loop, seat, pointer, new SceneFinder(scene), desktop, windows,
                shell.pings(), inputProtocols.gestures());
        new InputPopups(data.inputMethods(), desktop, layers, layout);
        data.addToplevelDrags(new CarriedWindow(dragPlace, desktop, windows));
        data.addVirtualInput(new VirtualInput(loop, input, layout));
        theme = CursorTheme.of(options.config().cursor().theme(),
                options.config().cursor().size(), System.getenv());
        this.cursor = new CursorView(loop, renderer, layers, layout, theme);
        inputProtocols.show(cursor, input);
        this.tablets = new TabletInput(loop, inputProtocols.tablets(), input,
                new SceneFinder(scene), new SceneFinder(scene),
                () -> new CursorView(loop, renderer, layers, layout, theme));
        this.recovery = new Recovery(loop, renderer, this::rendererRecovered);
    }

    /** Starts the compositor without a socket of its own; {@link #display} takes clients. */
    public static Server create(EventLoop loop, ServerOptions options) {
        return create(loop, options, Graphics.of(options.backend()));
    }

    /** As {@link #create(EventLoop, ServerOptions)}, drawn with something else. */
    public static Server create(EventLoop loop, ServerOptions options, Graphics graphics) {
        Server server = new Server(loop, options, graphics);
        boolean started = false;
        try {
            server.start();
            started = true;
            return server;
        } finally {
            if (!started) {
                server.close();
            }
        }
    }

    public EventLoop loop() {
        return loop;
    }

    public Display display() {
        return display;
    }

    public Compositor compositor() {
        return compositor;
    }

    public Scene scene() {
        return scene;
    }

    public Seat seat() {
        return seat;
    }

    /** Where input enters; backends and tests call it. */
    public SeatInput input() {
        return input;
    }

    /** The clipboard, and what is dragged. */
    public DataDevices dataDevices() {
        return data.devices();
    }

    /** Where the pointer is. */
    public PointerCursor pointer() {
        return pointer;
    }

    /** Where the input of drawing tablets enters. */
    public TabletInput tablets() {
        return tablets;
    }

    /** Surfaces that want the keys which would be shortcuts. */
    public ShortcutsInhibitors shortcuts() {
        return inputProtocols.shortcuts();
    }

    /** What the pointer looks like. */
    public CursorView cursor() {
        return cursor;
    }

    /** Buffers in memory that devices share. */
    public LinuxDmabuf dmabufs() {
        return dmabufs;
    }

    public Desktop desktop() {
        return desktop;
    }

    public XdgShell shell() {
        return shell;
    }

    public OutputLayout layout() {
        return layout;
    }

    public List<OutputRenderer> outputs() {
        return outputs;
    }

    /** The control socket; close it before the server. */
    public IpcServer listenForControl(Path path) throws IOException {
        return listenForControl(path, () -> new ConfigResult.Loaded(options.config()));
    }

    /** As above; {@code file} reads the configuration again, on any thread. */
    public IpcServer listenForControl(Path path, Supplier<ConfigResult> file) throws IOException {
        return new IpcServer(loop, path, new ControlCommands(this, file).commands());
    }

    /** What an output shows now. */
    public Picture picture(OutputRenderer output) {
        return output.picture(renderer);
    }

    /** What is held for clients. */
    public Ledger ledger() {
        return new Ledger(display.clientCount(),
                renderer.textureCount() - cursor.textureCount() - tablets.textureCount(),
                renderer.textureBytes() - cursor.textureBytes() - tablets.textureBytes(),
                Ledger.snapshot(display.account()));
    }

    /** Shows on every output what is drawn anew and how long it takes, or ends that. */
    public void showOverlay(boolean show) {
        if (show == overlays.isEmpty()) {
            overlays.forEach(DebugOverlay::close);
            overlays.clear();
            for (OutputRenderer output : show ? outputs : List.<OutputRenderer>of()) {
                overlays.add(new DebugOverlay(renderer, output.sceneOutput(), output.stats(),
                        output.output().mode().refreshNanos()));
            }
        }
    }

    /** The backend has nothing to show frames on any more; emitted once. */
    Signal<SessionEnd> ended() {
        return ended;
    }

    /** The user has asked for a command to be run by a shell. */
    Signal<String> commands() {
        return commands;
    }

    ShmMapper mapper() {
        return mapper;
    }

    SecurityContexts securityContexts() {
        return securityContexts;
    }

    ShellProtocols shellProtocols() {
        return shellProtocols;
    }

    SurfaceProtocols surfaceProtocols() {
        return surfaceProtocols;
    }

    ClientKiller killer() {
        return killer;
    }

    Renderer renderer() {
        return renderer;
    }

    @Override
    public void close() {
        securityContexts.close();
        display.close();
        killer.close();
        if (backend != null) {
            backend.closeInput();
        }
        if (devices != null) {
            devices.close();
        }
        seat.close();
        cursor.close();
        tablets.close();
        outputs.forEach(OutputRenderer::close);
        showOverlay(false);
        outputs.forEach(output -> output.sceneOutput().destroy());
        if (backend != null) {
            backend.close();
        }
        mapper.close();
        dmabufs.close();
        recovery.close();
        renderer.close();
        egl.close();
    }

    private void start() {
        loop.turnEnd().add(turn -> turnEnd());
        if (options.backend() instanceof ServerOptions.Nested chosen) {
            NestedOutputs windows = new NestedOutputs(this, loop, chosen);
            backend = windows;
            windows.start(options.outputs(), renderer, device, egl.deviceNode());
        } else if (options.backend() instanceof ServerOptions.Hardware chosen) {
            chosen.seat().lost().add(reason -> ended.emit(
                    new SessionEnd(1, "the seat is gone: " + reason)));
            KmsOutputs screens = new KmsOutputs(this, loop, renderer, egl.deviceNode() != null, chosen);
            backend = screens;
            screens.start();
            devices = new SeatDevices(this, loop, chosen, config);
            devices.lidChanged().add(screens::setLidClosed);
            screens.setLidClosed(devices.isLidClosed());
        } else {
            HeadlessOutputs pictures = new HeadlessOutputs(this, loop, renderer);
            backend = pictures;
            pictures.start(options.outputs());
        }
        showOverlay(config.debug().overlay());
        loop.idle(() -> { });   // the first frame needs a turn, and nobody to wake it
        LOG.info("drawing with {}; shm: {}", renderer.description(), mapper.capabilities());
    }

    /** What is asked of an output with this name. */
    OutputConfig outputConfig(String name) {
        return config.output(name);
    }

    /** What is in force; any thread. */
    Config config() {
        return config;
    }

    void setConfig(Config next) {
        config = next;
    }

    Outputs backend() {
        return backend;
    }

    /** Null where the session sits at no seat. */
    SeatDevices devices() {
        return devices;
    }

    Layers layers() {
        return layers;
    }

    /** From now on cursors are taken from this theme. */
    void setCursorTheme(CursorTheme next) {
        theme = next;
        cursor.setTheme(next);
        tablets.setTheme(next);
    }

    /** Makes of what was asked of an output what is asked now, but for its mode, as one change. */
    void configureOutput(OutputRenderer shown, OutputConfig before, OutputConfig now, double scale) {
        Output output = shown.output();
        output.configure(output.mode(), scale, Transform.of(now.transform().ordinal()));
        if (!Objects.equals(before.position(), now.position())) {
            layout.move(output, place(now));
        }
    }

    private static Point place(OutputConfig config) {
        return config.position() == null ? null : new Point(config.position().x(), config.position().y());
    }

    /** Shows a part of the layout on a backend's output, which stays the backend's. */
    OutputRenderer addOutput(BackendOutput backend, String description, String model,
            OutputConfig config, double scale) {
        return addOutput(backend, description, model, 0, 0, config, scale);
    }

    /** As above, for a screen of so many millimetres. */
    OutputRenderer addOutput(BackendOutput backend, String description, String model, int widthMm,
            int heightMm, OutputConfig config, double scale) {
        Transform transform = Transform.of(config.transform().ordinal());
        Output output = new Output(display, backend.name(), description, "Breakwater", model,
                widthMm, heightMm,
                new OutputMode(backend.width(), backend.height(), backend.refreshMilliHz()), scale,
                transform);
        layout.add(output, place(config));
        SceneOutput sceneOutput = scene.addOutput(output.geometry(), backend.width(), backend.height(),
                output.scale(), transform);
        OutputRenderer renderedOutput = new OutputRenderer(loop, output, backend, sceneOutput,
                presentation);
        renderedOutput.setScanoutOffers(dmabufs::offerScanout);
        renderedOutput.setHints(surfaceProtocols.frameHints());
        outputs.add(renderedOutput);
        surfaces.outputAdded(output);
        output.changed().add(changed -> {
            sceneOutput.setGeometry(changed.geometry(), backend.width(), backend.height(),
                    changed.scale(), changed.transform());
            layoutChanged();
        });
        layoutChanged();
        return renderedOutput;
    }

    /** Shows the cursor on the output's plane for it, if it has one. */
    void liftCursor(OutputRenderer output) {
        output.liftCursor(layers, pointer);
    }

    /** Takes an output out of the layout; the backend's own is the caller's to close, after this. */
    void removeOutput(OutputRenderer gone) {
        boolean overlay = !overlays.isEmpty();
        showOverlay(false);
        outputs.remove(gone);
        gone.close();
        presentation.discarded(gone.output());
        gone.sceneOutput().destroy();
        gone.output().destroy();
        layoutChanged();
        showOverlay(overlay);
    }

    private void layoutChanged() {
        layers.coverBackdrop(layout.bounds());
        pointer.setBounds(Region.of(layout.outputs().stream().map(Output::geometry).toList()));
        display.setRefresh(layout.outputs().stream().mapToInt(each -> each.mode().refreshMilliHz())
                .max().orElse(0));
    }

    /**
     * Every stage but the first has its own boundary, and none fails for another. A loop that is flooded
     * looks at what was committed when a frame is due, rather than in every turn.
     */
    private void turnEnd() {
        if (recovery.isReady() && !(display.isFlooded() && canDrawLater())) {
            draw();
            recovery.drawn();
        }
        if (scene.hitsChanged()) {
            input.sceneChanged();
        }
        flush();
    }

    private void draw() {
        surfaces.update();
        try {
            scene.update();
        } catch (Throwable thrown) {
            loop.failed("bringing the scene up to date", thrown);
        }
        for (int i = 0; i < outputs.size(); i++) {
            outputs.get(i).turnEnd();
        }
    }

    private void rendererRecovered() {
        surfaces.rendererRecovered();
        cursor.rendererRecovered();
        tablets.rendererRecovered();
        for (OutputRenderer output : outputs) {
            try {
                output.backend().rendererRecovered();
            } catch (Throwable thrown) {
                loop.failed("beginning anew on " + output.output().name(), thrown);
            }
            output.sceneOutput().damageWhole();
        }
    }

    /** Whether some output draws later, so that what was committed is looked at then, and none in this turn. */
    private boolean canDrawLater() {
        long now = loop.clock().nanos();
        boolean later = false;
        for (int i = 0; i < outputs.size(); i++) {
            if (outputs.get(i).isDue(now)) {
                return false;
            }
            later |= outputs.get(i).drawsLater(now);
        }
        return later;
    }

    /** What a client need not know at once goes with the next refresh, if one is coming. */
    private void flush() {
        long refreshesBefore = refreshes;
        long now = loop.clock().nanos();
        boolean refreshComes = false;
        refreshes = 0;
        for (int i = 0; i < outputs.size(); i++) {
            refreshes += outputs.get(i).refreshes();
            refreshComes |= outputs.get(i).awaitsRefresh(now);
        }
        if (refreshComes && refreshes == refreshesBefore) {
            display.flushUrgent();
        } else {
            display.flushClients();
        }
    }

    private static Keymap keymap(KeyboardConfig keys) {
        try {
            return Keymap.compile(keys.rules(), keys.model(), keys.layout(), keys.variant(), keys.options());
        } catch (KeymapException wrong) {
            LOG.warn("{}; the default keymap is used", wrong.getMessage());
        }
        try {
            return Keymap.compile("", "", "", "", "");
        } catch (KeymapException missing) {
            throw new IllegalStateException(missing.getMessage(), missing);
        }
    }
}
