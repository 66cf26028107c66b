package org.breakwater.protocol.server;

import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client's objects by id: the client numbers its own from 1, the server from 0xff000000. As in libwayland, a
 * client's new id must be one that is free, or the next never used; so the map stays as small as its
 * contents.
 */
final class ObjectMap {
    private static final Logger LOG = LoggerFactory.getLogger(ObjectMap.class);

    static final int SERVER_BASE = 0xff000000;
    /** Objects that one client may have at a time. */
    static final int LIMIT = 1 << 20;

    private Resource[] clientSide = new Resource[64];
    private int clientTop = 1;
    private Resource[] serverSide = new Resource[8];
    private int serverTop;
    private int live;

    static boolean isServerSide(int id) {
        return Integer.compareUnsigned(id, SERVER_BASE) >= 0;
    }

    /** Null when the id names nothing. */
    Resource lookup(int id) {
        if (isServerSide(id)) {
            int index = id - SERVER_BASE;
            return index < serverTop ? serverSide[index] : null;
        }
        return Integer.compareUnsigned(id, clientTop) < 0 ? clientSide[id] : null;
    }

    /** Whether a client may give this id to a new object. */
    boolean isFree(int id) {
        if (id <= 0 || id > clientTop || id >= LIMIT) {
            return false;
        }
        return id == clientTop || clientSide[id] == null;
    }

    void putClientSide(Resource resource) {
        int id = resource.id();
        if (id == clientSide.length) {
            clientSide = Arrays.copyOf(clientSide, clientSide.length * 2);
        }
        clientSide[id] = resource;
        clientTop = Math.max(clientTop, id + 1);
        live++;
    }

    /** The id that {@link #putServerSide} is to use next. */
    int nextServerId() {
        for (int i = 0; i < serverTop; i++) {
            if (serverSide[i] == null) {
                return SERVER_BASE + i;
            }
        }
        return SERVER_BASE + serverTop;
    }

    void putServerSide(Resource resource) {
        int index = resource.id() - SERVER_BASE;
        if (index == serverSide.length) {
            serverSide = Arrays.copyOf(serverSide, serverSide.length * 2);
        }
        serverSide[index] = resource;
        serverTop = Math.max(serverTop, index + 1);
        live++;
    }

    void remove(int id) {
        if (isServerSide(id)) {
            serverSide[id - SERVER_BASE] = null;
        } else {
            clientSide[id] = null;
        }
        live--;
    }

    int live() {
        return live;
    }

    /** Ends every object, the client's first and each side in the order of the ids. */
    void destroyAll() {
        for (int id = 1; id < clientTop; id++) {
            if (clientSide[id] != null) {
                end(clientSide[id]);
            }
        }
        for (int i = 0; i < serverTop; i++) {
            if (serverSide[i] != null) {
                end(serverSide[i]);
            }
        }
    }

    private static void end(Resource resource) {
        try {
            resource.destroy();
        } catch (Throwable thrown) {
            LOG.error("{} failed to end; the rest of its client goes on ending", resource, thrown);
        }
    }
}
