package org.breakwater.compositor.selection;

import java.util.function.Predicate;
import org.breakwater.compositor.seat.Seat;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Serial;

/**
 * The clipboard of a seat, or its primary selection: one source at a time, from whatever protocol.
 * It ends with its source; who asks an offer of it afterwards reads the end of the file at once.
 */
public final class Selection {
    private final Seat seat;
    private final Predicate<Client> trusted;
    private final Signal<Selection> changed = new Signal<>();
    private Source source;
    private Signal.Subscription gone;
    private int serial;
    private boolean everSet;

    /** {@code trusted}: the clients that may set it at any time, were they to use data control. */
    public Selection(Seat seat, Predicate<Client> trusted) {
        this.seat = seat;
        this.trusted = trusted;
    }

    /** Null when it is empty. */
    public Source source() {
        return source;
    }

    /** It is another now, or empty; the last source has been told. */
    public Signal<Selection> changed() {
        return changed;
    }

    /**
     * A window's client sets it; null: empties it. It may while it has the keyboard, or with the
     * serial of an event that it got from this seat, no older than the last one used so. 0 stands for
     * the latest that it got, which it could name as well; where it got none, a client that is trusted
     * may set a selection that is empty, for it replaces nothing. Others are told that their source is
     * not the selection.
     */
    public void set(Client client, Source next, int requestSerial) {
        int newSerial = requestSerial == 0 ? seat.newestSerial(client) : requestSerial;
        if (!mayBeSetBy(client, newSerial)) {
            if (next != null && next != source) {
                next.sendCancelled();
            }
            return;
        }
        if (seat.isValidSerial(client, newSerial)) {
            serial = newSerial;
            everSet = true;
        }
        set(next);
    }

    /** Whoever may do so at any time sets it; null: empties it. */
    public void set(Source next) {
        if (next == source) {
            return;
        }
        Source last = source;
        replace(next);
        if (last != null) {
            last.sendCancelled();
        }
        changed.emit(this);
    }

    private boolean mayBeSetBy(Client client, int newSerial) {
        if (seat.keyboard().focusedClient() == client) {
            return true;
        }
        if (newSerial == 0 && source == null && trusted.test(client)) {
            return true;
        }
        return seat.isValidSerial(client, newSerial)
                && !(everSet && Serial.isAfter(serial, newSerial));
    }

    private void replace(Source next) {
        if (gone != null) {
            gone.remove();
            gone = null;
        }
        source = next;
        if (next != null) {
            next.markUsed();
            gone = next.gone().add(s -> {
                replace(null);
                changed.emit(this);
            });
        }
    }
}
