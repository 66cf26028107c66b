package org.breakwater.compositor.selection;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Held;
import org.breakwater.protocol.server.Resource;
import org.breakwater.protocol.wire.Fd;

/**
 * What a client has to give, in one or more types, whatever protocol it says so in. It serves once:
 * as a selection, or in a drag.
 */
public abstract class Source {
    /**
     * All types of a source go to every client that is offered it: they must fit into its output.
     */
    private static final int MAX_TYPE_BYTES = 64 << 10;
    private static final int TYPE_OVERHEAD = 16;
    /** Unsent output at which a client gets no more transfers to answer. */
    private static final int MAX_PENDING = 8 << 10;

    private final Resource resource;
    private final Set<String> types = new LinkedHashSet<>(8);
    private final Signal<Source> gone = new Signal<>();
    private int typeBytes;
    private boolean used;

    protected Source(Resource resource) {
        this.resource = resource;
    }

    public final Client client() {
        return resource.client();
    }

    /** The client destroyed it, or is gone itself. */
    public final Signal<Source> gone() {
        return gone;
    }

    /** In the order in which the client named them. */
    public final Set<String> types() {
        return Collections.unmodifiableSet(types);
    }

    public final boolean offers(String type) {
        return types.contains(type);
    }

    /** It has been a selection, or in a drag, and will be nothing else. */
    public final boolean isUsed() {
        return used;
    }

    /** Asks the client to write to {@code fd}, which stays the caller's. */
    public final void send(String type, Fd fd) {
        if (types.contains(type) && client().pendingOutput() <= MAX_PENDING) {
            sendSend(type, fd);
        }
    }

    /** Another type; a client that names too many is disconnected. */
    protected final void addType(String type) {
        if (types.contains(type)) {
            return;
        }
        int bytes = type.getBytes(StandardCharsets.UTF_8).length + TYPE_OVERHEAD;
        if (typeBytes + bytes > MAX_TYPE_BYTES) {
            client().postNoMemory();
            return;
        }
        client().account().charge(Held.TYPE_BYTES, bytes);
        typeBytes += bytes;
        types.add(type);
    }

    public final void markUsed() {
        used = true;
    }

    /** The protocol object is gone. */
    protected final void end() {
        client().account().discharge(Held.TYPE_BYTES, typeBytes);
        typeBytes = 0;
        gone.emit(this);
    }

    protected abstract void sendSend(String type, Fd fd);

    /** It is no selection any more, or will be none. */
    protected abstract void sendCancelled();
}
