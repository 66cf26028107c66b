package org.breakwater.compositor.selection;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.breakwater.compositor.seat.Seat;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Client;

/**
 * Tells clients what a selection is now. One that does not read is told once it reads again, of
 * what it is by then: whoever sets selections cannot fill another's queue.
 */
public final class News {
    private final Consumer<Client> teller;
    private final Set<Client> waiting = new HashSet<>();

    /** {@code teller}: sends a client what the selection is. */
    public News(Consumer<Client> teller) {
        this.teller = teller;
    }

    /** Tells the client that has the keyboard, whenever it is another or the selection is. */
    public void followFocus(Seat seat, Selection selection) {
        seat.keyboard().clientFocused().add(client -> {
            if (client != null) {
                tell(client);
            }
        });
        selection.changed().add(s -> {
            Client focused = seat.keyboard().focusedClient();
            if (focused != null) {
                tell(focused);
            }
        });
    }

    public void tell(Client client) {
        if (!client.isCongested()) {
            teller.accept(client);
        } else if (waiting.add(client)) {
            Signal.Subscription[] later = new Signal.Subscription[2];
            later[0] = client.drained().add(c -> {
                forget(c, later);
                teller.accept(c);
            });
            later[1] = client.destroyed().add(c -> forget(c, later));
        }
    }

    private void forget(Client client, Signal.Subscription[] subscriptions) {
        waiting.remove(client);
        for (Signal.Subscription each : subscriptions) {
            each.remove();
        }
    }
}
