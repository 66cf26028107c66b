package org.breakwater.compositor.backend.wayland;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.breakwater.render.PixelFormat;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.ZwpLinuxBufferParamsV1Proxy;
import org.breakwater.wayland.client.ZwpLinuxDmabufV1Proxy;

/** The parent's {@code zwp_linux_dmabuf_v1}. Older ones say at once what they take, newer ones for each surface. */
final class ParentDmabufs implements ZwpLinuxDmabufV1Proxy.Events {
    /** The one before it leaves the layout to the drivers. */
    static final int OLDEST = 3;

    private static final int FEEDBACK_SINCE = 4;
    private static final int MOST_MODIFIERS = 1024;

    private final ZwpLinuxDmabufV1Proxy proxy;
    private final List<Long> modifiers = new ArrayList<>();

    ParentDmabufs(ZwpLinuxDmabufV1Proxy proxy) {
        this.proxy = proxy;
        proxy.listen(this);
    }

    @Override
    public void modifier(int format, int modifierHi, int modifierLo) {
        long modifier = (long) modifierHi << 32 | Integer.toUnsignedLong(modifierLo);
        if (format == PixelFormat.XRGB8888.fourcc() && modifiers.size() < MOST_MODIFIERS
                && !modifiers.contains(modifier)) {
            modifiers.add(modifier);
        }
    }

    /**
     * Tells {@code changed} what is best for a surface, and again whenever that changes. Null when all has been told
     * for good; else the caller closes it.
     */
    DmabufFeedback preferences(WlSurfaceProxy surface, Consumer<List<Tranche>> changed) {
        if (proxy.version() >= FEEDBACK_SINCE) {
            return new DmabufFeedback(proxy.getSurfaceFeedback(surface), changed);
        }
        changed.accept(List.of(new Tranche(Tranche.ANY, false, List.copyOf(modifiers))));
        return null;
    }

    ZwpLinuxBufferParamsV1Proxy createParams() {
        return proxy.createParams();
    }
}
