package org.breakwater.protocol.client;

import org.breakwater.protocol.wire.InterfaceSpec;
import org.breakwater.protocol.wire.MessageReader;
import org.breakwater.protocol.wire.MessageWriter;

public abstract class Proxy {
    private final ClientDisplay display;
    private final int id;
    private final int version;
    private final InterfaceSpec spec;
    private boolean alive = true;

    protected Proxy(ClientDisplay display, int id, int version, InterfaceSpec spec) {
        this.display = display;
        this.id = id;
        this.version = version;
        this.spec = spec;
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

    /** What the runtime does with a framed message. */
    public final void receive(int opcode, Object... values) {
        dispatch(opcode, new MessageReader(values));
    }

    protected final MessageWriter beginRequest(int opcode) {
        display.writer.begin(this, spec.requests()[opcode]);
        return display.writer;
    }

    protected final void endRequest(MessageWriter w) {
        display.log.accept("sent " + w.take());
    }

    protected final <P extends Proxy> P newProxy(ProxyType<P> type) {
        return newProxy(type, version);
    }

    protected final <P extends Proxy> P newProxy(ProxyType<P> type, int childVersion) {
        return display.create(type, childVersion);
    }

    protected abstract void dispatch(int opcode, MessageReader in);

    protected final <P extends Proxy> P proxyArg(MessageReader in, Class<P> type) {
        return type.cast(display.objects.get(in.readObjectId()));
    }

    protected final <P extends Proxy> P newIdArg(MessageReader in, ProxyType<P> type) {
        return display.create(type, in.readNewId(), version);
    }

    protected final void destroyed() {
        alive = false;
    }

    @Override
    public final String toString() {
        return spec.name() + "#" + id;
    }
}
