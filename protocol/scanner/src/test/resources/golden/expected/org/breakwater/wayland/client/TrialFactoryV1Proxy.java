// Generated from the protocol definitions; do not edit.
package org.breakwater.wayland.client;

import org.breakwater.protocol.client.ClientDisplay;
import org.breakwater.protocol.client.Proxy;
import org.breakwater.protocol.client.ProxyType;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.protocol.wire.MessageReader;
import org.breakwater.protocol.wire.MessageWriter;
import org.breakwater.wayland.TrialFactoryV1;

/**
 * Makes items &amp; has every kind of message. A {@code trial_factory_v1} as a client holds it; for
 * the thread of its display only.
 */
public final class TrialFactoryV1Proxy extends Proxy {
    /** How the runtime creates one. */
    public static final ProxyType<TrialFactoryV1Proxy> TYPE =
            new ProxyType<>(TrialFactoryV1.SPEC, TrialFactoryV1Proxy.class,
                    TrialFactoryV1Proxy::new);

    private Events listener;

    TrialFactoryV1Proxy(ClientDisplay display, int id, int version) {
        super(display, id, version, TrialFactoryV1.SPEC);
    }

    /** Names who is told of the events from now on; null for nobody. */
    public void listen(Events listener) {
        this.listener = listener;
    }

    /** Request {@code trial_factory_v1.destroy}. Destructor. */
    public void destroy() {
        MessageWriter w = beginRequest(0);
        endRequest(w);
        destroyed();
    }

    /**
     * Make an item. Request {@code trial_factory_v1.create_item}.
     * @param kind {@code kind}
     */
    public TrialItemV1Proxy createItem(int kind) {
        TrialItemV1Proxy id = newProxy(TrialItemV1Proxy.TYPE);
        MessageWriter w = beginRequest(1);
        w.putNewId(id.id());
        w.putUint(kind);
        endRequest(w);
        return id;
    }

    /**
     * Request {@code trial_factory_v1.import}.
     * @param fd its content
     */
    public TrialItemV1Proxy import_(Fd fd, Fd second, int size) {
        if (fd == null) {
            throw new IllegalArgumentException("trial_factory_v1.import: fd is null");
        }
        if (second == null) {
            throw new IllegalArgumentException("trial_factory_v1.import: second is null");
        }
        TrialItemV1Proxy id = newProxy(TrialItemV1Proxy.TYPE);
        MessageWriter w = beginRequest(2);
        w.putNewId(id.id());
        w.putFd(fd);
        w.putFd(second);
        w.putInt(size);
        endRequest(w);
        return id;
    }

    /**
     * Request {@code trial_factory_v1.default}.
     * @param class_ may be null
     */
    public void default_(int in_, int handler_, String class_, double w_, byte[] opcode_,
            String resource_) {
        if (opcode_ == null) {
            throw new IllegalArgumentException("trial_factory_v1.default: opcode_ is null");
        }
        if (resource_ == null) {
            throw new IllegalArgumentException("trial_factory_v1.default: resource_ is null");
        }
        MessageWriter w = beginRequest(3);
        w.putInt(in_);
        w.putUint(handler_);
        w.putString(class_);
        w.putFixed(w_);
        w.putArray(opcode_);
        w.putString(resource_);
        endRequest(w);
    }

    /** Request {@code trial_factory_v1.bind}. */
    public <P extends Proxy> P bind(int name, ProxyType<P> type, int version) {
        P id = newProxy(type, version);
        MessageWriter w = beginRequest(4);
        w.putUint(name);
        w.putString(type.spec().name());
        w.putUint(version);
        w.putNewId(id.id());
        endRequest(w);
        return id;
    }

    /** Request {@code trial_factory_v1.same}. Since version 2. */
    public void same() {
        if (version() < 2) {
            throw new IllegalStateException(
                    "trial_factory_v1.same needs version 2, not " + version());
        }
        MessageWriter w = beginRequest(5);
        endRequest(w);
    }

    /**
     * Request {@code trial_factory_v1.set_flags}. Since version 2. Not to be used from version 3
     * on.
     * @param flags {@code flag}
     */
    public void setFlags(int flags) {
        if (version() < 2) {
            throw new IllegalStateException(
                    "trial_factory_v1.set_flags needs version 2, not " + version());
        }
        MessageWriter w = beginRequest(6);
        w.putUint(flags);
        endRequest(w);
    }

    @Override
    protected void dispatch(int opcode, MessageReader in) {
        switch (opcode) {
            case 0 -> decodeKind(in);
            case 1 -> decodeItemAdded(in);
            case 2 -> decodeShared(in);
            case 3 -> decodeGone(in);
            default -> throw new IllegalArgumentException(
                    "trial_factory_v1 has no event " + opcode);
        }
    }

    private void decodeKind(MessageReader in) {
        int kind = in.readUint();
        in.end();
        if (listener != null && isAlive()) {
            listener.kind(kind);
        }
    }

    private void decodeItemAdded(MessageReader in) {
        TrialItemV1Proxy id = newIdArg(in, TrialItemV1Proxy.TYPE);
        in.end();
        if (listener != null && isAlive()) {
            listener.itemAdded(id);
        }
    }

    private void decodeShared(MessageReader in) {
        Fd one = null;
        Fd two = null;
        try {
            one = in.readFd();
            two = in.readFd();
            in.end();
        } catch (Throwable failure) {
            if (one != null) {
                one.close();
            }
            if (two != null) {
                two.close();
            }
            throw failure;
        }
        if (listener != null && isAlive()) {
            listener.shared(one, two);
        } else {
            one.close();
            two.close();
        }
    }

    private void decodeGone(MessageReader in) {
        String why = in.readNullableString();
        in.end();
        if (listener != null && isAlive()) {
            listener.gone(why);
        }
        destroyed();
    }

    /**
     * The events of {@code trial_factory_v1}. A descriptor belongs to the listener's method; an
     * object that this client has destroyed comes as null.
     */
    public interface Events {
        /**
         * Event {@code trial_factory_v1.kind}.
         * @param kind one of the kinds; {@code kind}
         */
        default void kind(int kind) {
        }

        /** Event {@code trial_factory_v1.item_added}. */
        default void itemAdded(TrialItemV1Proxy id) {
        }

        /** Event {@code trial_factory_v1.shared}. */
        default void shared(Fd one, Fd two) {
            one.close();
            two.close();
        }

        /**
         * Event {@code trial_factory_v1.gone}. Destructor.
         * @param why may be null
         */
        default void gone(String why) {
        }
    }
}
