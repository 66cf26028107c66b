package org.breakwater.protocol.client;

import org.breakwater.protocol.wire.InterfaceSpec;
import org.breakwater.protocol.wire.MessageReader;
import org.breakwater.protocol.wire.MessageWriter;

/** An object of the display, as the client sees it. Generated subclasses send its requests. One thread. */
public abstract class Proxy {
    private final ClientDisplay display;
    private final InterfaceSpec spec;
    private final int id;
    private final int version;
    private boolean alive = true;

    protected Proxy(ClientDisplay display, int id, int version, InterfaceSpec spec) {
        this.display = display;
        this.id = id;
        this.version = version;
        this.spec = spec;
    }

    public final ClientDisplay display() {
        return display;
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

    protected final MessageWriter beginRequest(int opcode) {
        if (!alive) {
            throw new IllegalStateException(this + " is destroyed");
        }
        return display.beginRequest(this, opcode);
    }

    protected final void endRequest(MessageWriter writer) {
        display.endRequest(writer);
    }

    protected final <P extends Proxy> P newProxy(ProxyType<P> type) {
        return display.newProxy(type, version);
    }

    protected final <P extends Proxy> P newProxy(ProxyType<P> type, int childVersion) {
        return display.newProxy(type, childVersion);
    }

    protected abstract void dispatch(int opcode, MessageReader in);

    /** Null for a null argument, and for an object that this client has already destroyed. */
    protected final <P extends Proxy> P proxyArg(MessageReader in, Class<P> type) {
        Proxy found = display.lookup(in.readObjectId());
        return found != null && found.alive && type.isInstance(found) ? type.cast(found) : null;
    }

    protected final <P extends Proxy> P newIdArg(MessageReader in, ProxyType<P> type) {
        return display.adopt(in.readNewId(), type, version);
    }

    /** The object has ended by a destructor; its id is free when the display says so. */
    protected final void destroyed() {
        alive = false;
    }

    @Override
    public final String toString() {
        return spec.name() + "#" + Integer.toUnsignedString(id);
    }
}
