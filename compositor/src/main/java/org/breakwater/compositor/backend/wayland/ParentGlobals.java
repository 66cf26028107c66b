package org.breakwater.compositor.backend.wayland;

import java.io.IOException;
import org.breakwater.protocol.client.Proxy;
import org.breakwater.protocol.client.ProxyType;
import org.breakwater.wayland.client.WlCompositorProxy;
import org.breakwater.wayland.client.WlRegistryProxy;
import org.breakwater.wayland.client.WlShmProxy;
import org.breakwater.wayland.client.WpFractionalScaleManagerV1Proxy;
import org.breakwater.wayland.client.WpPresentationProxy;
import org.breakwater.wayland.client.WpViewporterProxy;
import org.breakwater.wayland.client.XdgWmBaseProxy;
import org.breakwater.wayland.client.ZwpLinuxDmabufV1Proxy;
import org.breakwater.wayland.client.ZwpPointerConstraintsV1Proxy;
import org.breakwater.wayland.client.ZwpRelativePointerManagerV1Proxy;
import org.breakwater.wayland.client.ZxdgDecorationManagerV1Proxy;

/** What the parent has one of each. The first that it announces is the one that we use. */
final class ParentGlobals {
    private static final int MONOTONIC = 1;
    private static final int OLDEST_COMPOSITOR = 4;

    private final WlRegistryProxy registry;
    private WlCompositorProxy compositor;
    private WlShmProxy shm;
    private XdgWmBaseProxy shell;
    private WpViewporterProxy viewporter;
    private WpFractionalScaleManagerV1Proxy fractionalScale;
    private WpPresentationProxy presentation;
    private ZxdgDecorationManagerV1Proxy decorations;
    private ZwpPointerConstraintsV1Proxy constraints;
    private ZwpRelativePointerManagerV1Proxy relativePointers;
    private ParentDmabufs dmabufs;
    private boolean monotonic;

    ParentGlobals(WlRegistryProxy registry) {
        this.registry = registry;
    }

    /** There is a global, of any kind. */
    void announced(int name, String interfaceName, int version) {
        switch (interfaceName) {
            case "wl_compositor" -> compositor = bind(compositor, name, WlCompositorProxy.TYPE, version, 6);
            case "wl_shm" -> shm = bind(shm, name, WlShmProxy.TYPE, version, 1);
            case "xdg_wm_base" -> {
                if (shell == null) {
                    shell = bind(null, name, XdgWmBaseProxy.TYPE, version, 5);
                    answerPings(shell);
                }
            }
            case "wp_viewporter" ->
                    viewporter = bind(viewporter, name, WpViewporterProxy.TYPE, version, 1);
            case "wp_fractional_scale_manager_v1" -> fractionalScale =
                    bind(fractionalScale, name, WpFractionalScaleManagerV1Proxy.TYPE, version, 1);
            case "wp_presentation" -> {
                if (presentation == null) {
                    presentation = bind(null, name, WpPresentationProxy.TYPE, version, 1);
                    presentation.listen(new WpPresentationProxy.Events() {
                        @Override
                        public void clockId(int clock) {
                            monotonic = clock == MONOTONIC;
                        }
                    });
                }
            }
            case "zxdg_decoration_manager_v1" ->
                    decorations = bind(decorations, name, ZxdgDecorationManagerV1Proxy.TYPE, version, 1);
            case "zwp_pointer_constraints_v1" ->
                    constraints = bind(constraints, name, ZwpPointerConstraintsV1Proxy.TYPE, version, 1);
            case "zwp_relative_pointer_manager_v1" -> relativePointers =
                    bind(relativePointers, name, ZwpRelativePointerManagerV1Proxy.TYPE, version, 1);
            case "zwp_linux_dmabuf_v1" -> {
                if (dmabufs == null && version >= ParentDmabufs.OLDEST) {
                    dmabufs = new ParentDmabufs(bind(null, name, ZwpLinuxDmabufV1Proxy.TYPE, version, 5));
                }
            }
            default -> { }
        }
    }

    /** @throws IOException with a message for the user: something is missing that we cannot do without */
    void check() throws IOException {
        require(compositor != null && compositor.version() >= OLDEST_COMPOSITOR,
                "wl_compositor " + OLDEST_COMPOSITOR);
        require(shm != null, "wl_shm");
        require(shell != null, "xdg_wm_base");
    }

    WlCompositorProxy compositor() {
        return compositor;
    }

    WlShmProxy shm() {
        return shm;
    }

    XdgWmBaseProxy shell() {
        return shell;
    }

    /** Null where the parent has none, as all below. */
    WpViewporterProxy viewporter() {
        return viewporter;
    }

    WpFractionalScaleManagerV1Proxy fractionalScale() {
        return fractionalScale;
    }

    /** Null, too, where its times are of another clock than the loop's. */
    WpPresentationProxy presentation() {
        return monotonic ? presentation : null;
    }

    ZxdgDecorationManagerV1Proxy decorations() {
        return decorations;
    }

    ZwpPointerConstraintsV1Proxy constraints() {
        return constraints;
    }

    ZwpRelativePointerManagerV1Proxy relativePointers() {
        return relativePointers;
    }

    ParentDmabufs dmabufs() {
        return dmabufs;
    }

    private <P extends Proxy> P bind(P before, int name, ProxyType<P> type, int version, int newest) {
        return before != null ? before : registry.bind(name, type, Math.min(version, newest));
    }

    private static void answerPings(XdgWmBaseProxy shell) {
        shell.listen(new XdgWmBaseProxy.Events() {
            @Override
            public void ping(int serial) {
                shell.pong(serial);
            }
        });
    }

    private static void require(boolean there, String what) throws IOException {
        if (!there) {
            throw new IOException("the parent compositor has no " + what);
        }
    }
}
