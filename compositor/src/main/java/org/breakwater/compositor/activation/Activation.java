package org.breakwater.compositor.activation;

import org.breakwater.compositor.seat.Seat;
import org.breakwater.compositor.surface.Compositor;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Display;
import org.breakwater.wayland.server.WlSurfaceResource;
import org.breakwater.wayland.server.XdgActivationTokenV1Resource;
import org.breakwater.wayland.server.XdgActivationV1Resource;

/**
 * {@code xdg_activation_v1} 1. Focus is not stolen: a token gives the focus to a window if it was asked for by the
 * client that had the user's attention then, because of what the user did, and if the user has not turned to
 * somebody else since; else it only draws attention. A token serves once, and not for ever; an unknown one has no
 * effect.
 */
public final class Activation implements XdgActivationV1Resource.Requests {
    private static final int VERSION = 1;

    private final Seat seat;
    private final Tokens tokens;
    private final Signal<Request> requested = new Signal<>();

    /** A client asks for a surface to be activated; {@code byUser}: because of what the user did. */
    public record Request(Surface surface, boolean byUser) {
    }

    public Activation(Display display, Seat seat) {
        this.seat = seat;
        this.tokens = new Tokens(display.loop().clock());
        display.createGlobal(XdgActivationV1Resource.TYPE, VERSION, resource -> resource.handle(this));
    }

    public Signal<Request> requested() {
        return requested;
    }

    /** A token that gives the focus, for a program that the compositor itself starts. */
    public String issue() {
        return tokens.issue(null, true, seat.presses());
    }

    @Override
    public void getActivationToken(XdgActivationV1Resource self, XdgActivationTokenV1Resource id) {
        id.handle(new TokenRequest(seat, tokens, id));
    }

    @Override
    public void activate(XdgActivationV1Resource self, String token, WlSurfaceResource resource) {
        Tokens.Token known = tokens.use(token);
        Surface surface = Compositor.surfaceOf(resource);
        if (known != null && surface != null) {
            boolean byUser = known.byUser() && !seat.isPressedElsewhere(known.presses(), known.owner(),
                    surface.resource().client());
            requested.emit(new Request(surface, byUser));
        }
    }

    @Override
    public void destroy(XdgActivationV1Resource self) {
        // Tokens live on.
    }
}
