package org.breakwater.compositor.backend.wayland;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.breakwater.compositor.backend.gbm.DmabufMemory;
import org.breakwater.render.RenderException;
import org.breakwater.render.Renderer;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets one window buffers that need not be copied: asks for them when the window has had its size for a frame, and
 * once for each answer that the parent gives to the question what it likes. Until it has them, and where it gets none,
 * frames are copied.
 */
final class Sharing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sharing.class);

    private final ParentDmabufs dmabufs;
    private final DmabufMemory memory;
    private final long device;
    private final Renderer renderer;
    private final Runnable released;
    private final DmabufFeedback feedback;      // null: all has been said
    private List<Layout> layouts = List.of();
    private List<Layout> refused;               // null: none; those of which none can be had
    private List<Layout> made;                  // those that the last buffers were made from
    private SharedBuffers asked;                // null: the last ones were taken, or there is no answer to wait for
    private boolean unwanted;

    /** {@code device}: the {@code dev_t} of that which draws; {@code released}: a buffer is free again. */
    Sharing(ParentDmabufs dmabufs, DmabufMemory memory, long device, Renderer renderer,
            WlSurfaceProxy surface, Runnable released) {
        this.dmabufs = dmabufs;
        this.memory = memory;
        this.device = device;
        this.renderer = renderer;
        this.released = released;
        Consumer<List<Tranche>> changed = this::preferred;
        this.feedback = dmabufs.preferences(surface, changed);
    }

    /** After a frame in {@code shown}: asks for others of its size where they would be better. */
    void consider(WindowBuffers shown) {
        if (asked != null && fits(asked, shown) && !unwanted) {
            return;
        }
        if (asked != null) {
            dismiss();
            return;
        }
        boolean best = shown instanceof SharedBuffers && layouts.equals(made);
        if (!best && !layouts.isEmpty() && !layouts.equals(refused)) {
            ask(shown.width(), shown.height());
        }
    }

    /** Buffers of that size which the parent has taken, the caller's from now on; null while there are none. */
    WindowBuffers take(int width, int height) {
        if (asked == null || unwanted || !asked.isReady() || asked.width() != width || asked.height() != height) {
            return null;
        }
        SharedBuffers ready = asked;
        asked = null;
        return ready;
    }

    /** What was imported is gone. */
    void rendererRecovered() {
        refused = null;
        if (asked != null) {
            dismiss();
        }
    }

    @Override
    public void close() {
        if (asked != null) {
            dismiss();
        }
        if (feedback != null) {
            feedback.close();
        }
    }

    private void preferred(List<Tranche> tranches) {
        layouts = Layout.common(tranches, renderer.targetFormats(), device);
        if (asked != null && !layouts.equals(made)) {
            dismiss();
        }
    }

    private void ask(int width, int height) {
        made = layouts;
        for (Layout layout : layouts) {
            try {
                asked = SharedBuffers.request(dmabufs, memory, renderer, width, height, layout,
                        this::answered, released);
                return;
            } catch (IOException | RenderException | IllegalStateException none) {    // the last: no descriptors
                LOG.debug("no shared frames of {}x{} in {}: {}", width, height, layout, none.getMessage());
            }
        }
        refuse("there is no such memory");
    }

    private void answered() {
        if (unwanted) {
            forget();
        } else if (!asked.isReady()) {
            dismiss();
            refuse("the parent compositor does not take them");
        }
    }

    private void refuse(String why) {
        if (refused == null) {
            LOG.info("frames are copied for the parent compositor: {}", why);
        }
        refused = made;
    }

    /** They are not wanted any more; they are kept in mind until the parent has answered for them. */
    private void dismiss() {
        if (!unwanted) {
            unwanted = true;
            asked.retire(new RetiredBuffers());
        }
        if (asked.isAnswered()) {
            forget();
        }
    }

    private void forget() {
        asked = null;
        unwanted = false;
    }

    private static boolean fits(WindowBuffers one, WindowBuffers other) {
        return one.width() == other.width() && one.height() == other.height();
    }
}
