package org.breakwater.compositor;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.backend.headless.HeadlessOutput;
import org.breakwater.compositor.glue.OutputRenderer;
import org.breakwater.config.Config;
import org.breakwater.config.OutputConfig;
import org.breakwater.config.OutputMode;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.render.Renderer;

/** Outputs in memory. */
final class HeadlessOutputs implements Outputs {
    private static final int USUAL_REFRESH = 60_000;

    /** {@code asked}: on the command line, for where the configuration does not say. */
    private record Each(HeadlessOutput backend, OutputRenderer shown, OutputMode asked) {
    }

    private final Server server;
    private final EventLoop loop;
    private final Renderer renderer;
    private final List<Each> outputs = new ArrayList<>();

    HeadlessOutputs(Server server, EventLoop loop, Renderer renderer) {
        this.server = server;
        this.loop = loop;
        this.renderer = renderer;
    }

    /** Adds one for each mode. */
    void start(List<OutputMode> modes) {
        for (int i = 0; i < modes.size(); i++) {
            add("HEADLESS-" + (i + 1), modes.get(i));
        }
    }

    @Override
    public void configure(Config before, List<String> later) {
        for (Each each : outputs) {
            OutputConfig now = server.outputConfig(each.backend().name());
            OutputMode mode = mode(now, each.asked());
            server.configureOutput(each.shown(), before.output(now.name()), now, now.scale());
            each.backend().setMode(mode.width(), mode.height(), mode.refresh());
        }
    }

    @Override
    public void close() {
        outputs.forEach(each -> each.backend().close());
        outputs.clear();
    }

    private void add(String name, OutputMode asked) {
        OutputConfig config = server.outputConfig(name);
        OutputMode mode = mode(config, asked);
        HeadlessOutput backend =
                new HeadlessOutput(loop, renderer, name, mode.width(), mode.height(), mode.refresh());
        OutputRenderer shown = null;
        try {
            shown = server.addOutput(backend, "Headless output " + name, "headless", config, config.scale());
        } finally {
            if (shown == null) {
                backend.close();
            }
        }
        outputs.add(new Each(backend, shown, asked));
        OutputRenderer added = shown;
        backend.changed().add(changed -> added.output().setMode(new org.breakwater.compositor.output.OutputMode(
                changed.width(), changed.height(), changed.refreshMilliHz())));
    }

    private static OutputMode mode(OutputConfig config, OutputMode asked) {
        OutputMode mode = config.mode() == null ? asked : config.mode();
        return mode.refresh() == 0 ? new OutputMode(mode.width(), mode.height(), USUAL_REFRESH) : mode;
    }
}
