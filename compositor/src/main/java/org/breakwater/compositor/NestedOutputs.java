package org.breakwater.compositor;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.breakwater.compositor.backend.BackendOutput;
import org.breakwater.compositor.backend.gbm.DmabufMemory;
import org.breakwater.compositor.backend.wayland.ParentDisplay;
import org.breakwater.compositor.backend.wayland.WindowOutput;
import org.breakwater.compositor.glue.HostInput;
import org.breakwater.compositor.glue.HostPointer;
import org.breakwater.compositor.glue.OutputRenderer;
import org.breakwater.compositor.linuxdmabuf.LinuxDmabuf;
import org.breakwater.compositor.output.Output;
import org.breakwater.compositor.output.OutputMode;
import org.breakwater.config.Config;
import org.breakwater.config.OutputConfig;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.render.Renderer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Outputs that are windows of another compositor, and the input that comes from there. A closed window
 * takes its output along; the last one ends the session, and so does the parent's end.
 */
final class NestedOutputs implements Outputs {
    private static final Logger LOG = LoggerFactory.getLogger(NestedOutputs.class);

    private final Server server;
    private final EventLoop loop;
    private final ParentDisplay parent;
    private final HostInput input;
    private final Map<WindowOutput, OutputRenderer> windows = new LinkedHashMap<>();
    private final DmabufMemory.Opener opener;
    private DmabufMemory memory;        // null: frames are copied

    NestedOutputs(Server server, EventLoop loop, ServerOptions.Nested options) {
        this.server = server;
        this.loop = loop;
        this.parent = options.parent();
        this.opener = options.memory();
        this.input = new HostInput(loop, server.input(), this::outputOf);
    }

    /**
     * To be called when the server has its place at the tail of the loop's turns: the parent's is behind it.
     *
     * @param device the {@code dev_t} of the device that draws, or {@link LinuxDmabuf#UNKNOWN_DEVICE}
     * @param node of that device, in {@code /dev}; null where none is known
     */
    void start(List<org.breakwater.config.OutputMode> modes, Renderer renderer, long device, String node) {
        if (parent.takesDmabufs() && device != LinuxDmabuf.UNKNOWN_DEVICE) {
            try {
                memory = opener.open(node);
                parent.share(memory, device);
            } catch (IOException none) {
                LOG.info("frames are copied for the parent compositor: {}", none.getMessage());
            }
        }
        for (int i = 0; i < modes.size(); i++) {
            add("WL-" + (i + 1), modes.get(i), renderer);
        }
        parent.lost().add(reason -> server.ended().emit(
                new SessionEnd(1, "the parent compositor is gone: " + reason)));
        new HostPointer(server.pointer(), server.layout(), server::outputs, parent::holdPointer);
        parent.watch(input);
    }

    @Override
    public void close() {
        windows.keySet().forEach(WindowOutput::close);
        windows.clear();
        if (memory != null) {
            memory.close();
            memory = null;
        }
    }

    @Override
    public void closeInput() {
        input.close();
    }

    /** The window's size is the parent's to say. */
    @Override
    public void configure(Config before, List<String> later) {
        windows.forEach((window, shown) -> {
            OutputConfig now = server.outputConfig(window.name());
            OutputConfig last = before.output(now.name());
            server.configureOutput(shown, last, now, now.scale() * window.scale());
            if (!Objects.equals(last.mode(), now.mode())) {
                later.add("the mode of " + now.name());
            }
        });
    }

    private void add(String name, org.breakwater.config.OutputMode wanted, Renderer renderer) {
        OutputConfig config = server.outputConfig(name);
        org.breakwater.config.OutputMode mode = config.mode() == null ? wanted : config.mode();
        WindowOutput window;
        try {
            window = parent.createWindow(renderer, name, mode.width(), mode.height(), mode.refresh());
        } catch (IOException noAnswer) {
            throw new IllegalStateException(noAnswer.getMessage(), noAnswer);
        }
        OutputRenderer shown = null;
        try {
            shown = server.addOutput(window, "Breakwater's window " + name, "wayland", config,
                    config.scale() * window.scale());
        } finally {
            if (shown == null) {
                window.close();
            }
        }
        OutputRenderer rendered = shown;
        windows.put(window, rendered);
        window.changed().add(changed -> rendered.output().configure(
                new OutputMode(changed.width(), changed.height(), changed.refreshMilliHz()),
                server.outputConfig(name).scale() * changed.scale(), rendered.output().transform()));
        // It ends when nothing of it is at work any more: not in the middle of the parent's events.
        window.closed().add(closed -> loop.idle(() -> close(closed, rendered)));
    }

    private void close(WindowOutput window, OutputRenderer rendered) {
        if (!windows.containsKey(window)) {
            return;
        }
        if (windows.size() == 1) {
            server.ended().emit(new SessionEnd(0, null));
            return;
        }
        windows.remove(window);
        server.removeOutput(rendered);
        window.close();
    }

    private Output outputOf(BackendOutput backend) {
        for (OutputRenderer each : server.outputs()) {
            if (each.backend() == backend) {
                return each.output();
            }
        }
        return null;
    }
}
