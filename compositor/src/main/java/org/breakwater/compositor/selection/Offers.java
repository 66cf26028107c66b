package org.breakwater.compositor.selection;

import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Resource;
import org.breakwater.protocol.server.ResourceType;

/** Counts the offers of one client, which are to be destroyed when others take their place. */
public final class Offers {
    /** Old offers that a client may leave undestroyed. */
    private static final int MAX = 1024;

    private final Client client;
    private int count;

    public Offers(Client client) {
        this.client = client;
    }

    /**
     * An offer, not announced yet; null when the client holds too many and is disconnected.
     */
    public <R extends Resource> R create(ResourceType<R> type, int version) {
        if (count >= MAX) {
            client.postNoMemory();
            return null;
        }
        R offer = client.create(type, version);
        count++;
        offer.destroyed().add(gone -> count--);
        return offer;
    }
}
