package org.breakwater.protocol.server;

import org.breakwater.protocol.wire.InterfaceSpec;
import org.breakwater.protocol.wire.MessageReader;
import org.breakwater.protocol.wire.MessageSpec;
import org.breakwater.protocol.wire.MessageWriter;

public abstract class Resource {
    private final Client client;
    private final int id;
    private final int version;
    private final InterfaceSpec spec;
    private ResourceHandler handler;
    private boolean alive = true;
    private boolean inert;

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

    public final boolean isAlive() {
        return alive;
    }

    public final boolean isInert() {
        return inert;
    }

    public final ResourceHandler handler() {
        return handler;
    }

    public final void makeInert() {
        inert = true;
        handler = null;
    }

    public final void destroy() {
        alive = false;
    }

    /** What the runtime does with a framed message. */
    public final void receive(int opcode, Object... values) {
        dispatch(opcode, new MessageReader(values));
    }

    protected final void setHandler(ResourceHandler newHandler) {
        handler = newHandler;
    }

    protected final MessageWriter beginEvent(int opcode) {
        MessageSpec event = spec.events()[opcode];
        if (event.since() > version) {
            throw new IllegalStateException(this + " has no " + event.name());
        }
        if (!alive) {
            return null;
        }
        client.writer.begin(this, event);
        return client.writer;
    }

    protected final void endEvent(MessageWriter w) {
        client.log.accept("sent " + w.take());
    }

    protected abstract void dispatch(int opcode, MessageReader in);

    protected final <R extends Resource> R objectArg(MessageReader in, Class<R> type,
            boolean nullable) {
        int wanted = in.readObjectId();
        if (wanted == 0 && nullable) {
            return null;
        }
        return type.cast(client.objects.get(wanted));
    }

    protected final <R extends Resource> R newIdArg(MessageReader in, ResourceType<R> type) {
        return client.create(type, in.readNewId(), version);
    }

    @Override
    public final String toString() {
        return spec.name() + "#" + id;
    }
}
