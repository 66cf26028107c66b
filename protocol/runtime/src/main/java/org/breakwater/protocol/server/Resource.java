package org.breakwater.protocol.server;

import org.breakwater.protocol.loop.Failures;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.wire.InterfaceSpec;
import org.breakwater.protocol.wire.MessageReader;
import org.breakwater.protocol.wire.MessageWriter;
import org.breakwater.protocol.wire.ProtocolErrorCode;

/**
 * A client's protocol object, as the server sees it. Generated subclasses decode its requests and
 * send its events. Loop thread only.
 *
 * <p>It is alive until destroyed. It may be <em>inert</em>: alive for the client, with nothing behind
 * it; then its requests are decoded and dropped, and what they create is inert too.
 */
public abstract class Resource {
    private final Client client;
    private final InterfaceSpec spec;
    private int id;
    private int version;
    private ResourceHandler handler;
    private boolean inert;
    private boolean alive = true;
    private Signal<Resource> destroyed;

    protected Resource(Client client, int id, int version, InterfaceSpec spec) {
        this.client = client;
        this.id = id;
        this.version = version;
        this.spec = spec;
    }

    public final Client client() {
        return client;
    }

    public final int id() {
        return id;
    }

    public final int version() {
        return version;
    }

    public final InterfaceSpec spec() {
        return spec;
    }

    public final boolean isAlive() {
        return alive;
    }

    public final boolean isInert() {
        return inert;
    }

    /** Whether the client bound a version that has what came with {@code since}. */
    public final boolean supports(int since) {
        return version >= since;
    }

    /** What stands behind the object; null when it is inert. */
    public final ResourceHandler handler() {
        return handler;
    }

    /** Takes away what stands behind the object; the client may go on using it, without effect. */
    public final void makeInert() {
        inert = true;
        handler = null;
    }

    /** Ends the object: the client may use its id again once it has read {@code delete_id}. */
    public final void destroy() {
        if (!alive) {
            return;
        }
        alive = false;
        ResourceHandler last = handler;
        handler = null;
        inert = true;
        Throwable failure = null;
        try {
            client.forget(this);
        } catch (Throwable thrown) {
            failure = thrown;
        }
        try {
            if (last != null) {
                last.destroyed(this);
            }
        } catch (Throwable thrown) {
            failure = Failures.join(failure, thrown);
        }
        try {
            if (destroyed != null) {
                destroyed.emit(this);
            }
        } catch (Throwable thrown) {
            failure = Failures.join(failure, thrown);
        }
        Failures.rethrow(failure);
    }

    /** Emitted once, after the handler has been told. */
    public final Signal<Resource> destroyed() {
        if (destroyed == null) {
            destroyed = new Signal<>();
        }
        return destroyed;
    }

    /** A protocol error of this object, for a handler to throw. */
    public final ProtocolException error(ProtocolErrorCode code, String format, Object... arguments) {
        return new ProtocolException(this, code.value(), String.format(format, arguments));
    }

    /** Reports a protocol error outside of a request; the client is disconnected soon after. */
    public final void postError(ProtocolErrorCode code, String format, Object... arguments) {
        client.postError(this, code.value(), String.format(format, arguments));
    }

    protected final void setHandler(ResourceHandler newHandler) {
        if (newHandler == null) {
            throw new IllegalArgumentException("a handler is required; use makeInert() for none");
        }
        if (alive) {
            handler = newHandler;
        }
    }

    /** Starts an event; null when there is nobody to send it to. */
    protected final MessageWriter beginEvent(int opcode) {
        if (spec.event(opcode).since() > version) {
            throw new IllegalStateException(this + " has version " + version + ", which has no "
                    + spec.event(opcode));
        }
        return alive ? client.beginEvent(this, opcode) : null;
    }

    protected final void endEvent(MessageWriter writer) {
        client.endEvent(writer);
    }

    protected abstract void dispatch(int opcode, MessageReader in);

    /** Reads an object argument: alive, of this client, and of the type that the protocol names. */
    protected final <R extends Resource> R objectArg(MessageReader in, Class<R> type, boolean nullable) {
        return client.objectArg(this, in.readObjectId(), type, nullable);
    }

    /** Reads a new_id argument and creates the object, with this one's version. */
    protected final <R extends Resource> R newIdArg(MessageReader in, ResourceType<R> type) {
        return client.createFromClient(in.readNewId(), type, version);
    }

    /** Begins a new life as another object of the same client; see {@link Client#recycle}. */
    final void begin(int newId, int newVersion) {
        id = newId;
        version = newVersion;
        alive = true;
        inert = false;
        destroyed = null;
    }

    boolean isHandled() {
        return inert || handler != null || !alive || spec.requestCount() == 0;
    }

    @Override
    public final String toString() {
        return spec.name() + "#" + Integer.toUnsignedString(id);
    }
}
