package org.breakwater.compositor.activation;

import org.breakwater.compositor.seat.Seat;
import org.breakwater.compositor.surface.Compositor;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.server.Client;
import org.breakwater.wayland.XdgActivationTokenV1.Error;
import org.breakwater.wayland.server.WlSeatResource;
import org.breakwater.wayland.server.WlSurfaceResource;
import org.breakwater.wayland.server.XdgActivationTokenV1Resource;

/** {@code xdg_activation_token_v1}: a token in the making. */
final class TokenRequest implements XdgActivationTokenV1Resource.Requests {
    private final Seat seat;
    private final Tokens tokens;
    private final XdgActivationTokenV1Resource resource;
    private boolean ofSeat;
    private int serial;
    private boolean foreignSurface;
    private boolean committed;

    TokenRequest(Seat seat, Tokens tokens, XdgActivationTokenV1Resource resource) {
        this.seat = seat;
        this.tokens = tokens;
        this.resource = resource;
    }

    @Override
    public void setSerial(XdgActivationTokenV1Resource self, int newSerial, WlSeatResource seatResource) {
        requireUncommitted();
        ofSeat = Seat.of(seatResource) == seat;
        serial = newSerial;
    }

    @Override
    public void setAppId(XdgActivationTokenV1Resource self, String appId) {
        requireUncommitted();
    }

    @Override
    public void setSurface(XdgActivationTokenV1Resource self, WlSurfaceResource surfaceResource) {
        requireUncommitted();
        Surface surface = Compositor.surfaceOf(surfaceResource);
        foreignSurface = surface == null || !isFocused(surface.resource().client());
    }

    @Override
    public void commit(XdgActivationTokenV1Resource self) {
        requireUncommitted();
        committed = true;
        Client client = resource.client();
        boolean byUser = ofSeat && !foreignSurface && seat.isValidGrabSerial(client, serial)
                && isFocused(client);
        resource.sendDone(tokens.issue(client, byUser, seat.presses()));
    }

    @Override
    public void destroy(XdgActivationTokenV1Resource self) {
        // The token lives on.
    }

    /** The user looks at it: it has the keyboard, the pointer or a finger. */
    private boolean isFocused(Client client) {
        return isOf(client, seat.keyboard().focus()) || isOf(client, seat.pointer().focus());
    }

    private static boolean isOf(Client client, Surface surface) {
        return surface != null && surface.resource().client() == client;
    }

    private void requireUncommitted() {
        if (committed) {
            throw resource.error(Error.ALREADY_USED, "%s was committed", resource);
        }
    }
}
