package org.breakwater.compositor.backend.seat;

import java.io.IOException;
import java.util.List;

/** What udev knows of graphics cards, and tells. Loop thread. */
interface Udev {
    /** Readable when {@link #receive} has something; udev's own. */
    int fd();

    /** The cards that there are, of every seat. */
    List<Card> cards() throws IOException;

    /**
     * The next thing that happened; null: nothing more. Events of other devices are {@link Event#OTHER}.
     *
     * @throws IOException when events were lost: what there is now must be looked at anew
     */
    Event receive() throws IOException;

    void close();

    /** @param seat as udev tags it, "seat0" where it does not */
    record Card(GraphicsCard card, String seat) {
    }

    /** @param card null with {@link Kind#OTHER} */
    record Event(Kind kind, Card card) {
        static final Event OTHER = new Event(Kind.OTHER, null);
    }

    /** What happened. */
    enum Kind { ADDED, REMOVED, CHANGED, OTHER }
}
