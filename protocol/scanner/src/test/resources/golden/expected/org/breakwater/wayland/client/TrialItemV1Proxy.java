// Generated from the protocol definitions; do not edit.
package org.breakwater.wayland.client;

import org.breakwater.protocol.client.ClientDisplay;
import org.breakwater.protocol.client.Proxy;
import org.breakwater.protocol.client.ProxyType;
import org.breakwater.protocol.wire.MessageReader;
import org.breakwater.protocol.wire.MessageWriter;
import org.breakwater.wayland.TrialItemV1;

/** A {@code trial_item_v1} as a client holds it; for the thread of its display only. */
public final class TrialItemV1Proxy extends Proxy {
    /** How the runtime creates one. */
    public static final ProxyType<TrialItemV1Proxy> TYPE =
            new ProxyType<>(TrialItemV1.SPEC, TrialItemV1Proxy.class, TrialItemV1Proxy::new);

    private Events listener;

    TrialItemV1Proxy(ClientDisplay display, int id, int version) {
        super(display, id, version, TrialItemV1.SPEC);
    }

    /** Names who is told of the events from now on; null for nobody. */
    public void listen(Events listener) {
        this.listener = listener;
    }

    /** Request {@code trial_item_v1.destroy}. Destructor. */
    public void destroy() {
        MessageWriter w = beginRequest(0);
        endRequest(w);
        destroyed();
    }

    /**
     * Request {@code trial_item_v1.set_peer}.
     * @param peer may be null
     */
    public void setPeer(TrialItemV1Proxy peer, Proxy any) {
        if (any == null) {
            throw new IllegalArgumentException("trial_item_v1.set_peer: any is null");
        }
        MessageWriter w = beginRequest(1);
        w.putObjectId(peer == null ? 0 : peer.id());
        w.putObjectId(any.id());
        endRequest(w);
    }

    /** Request {@code trial_item_v1.notify}. */
    public void notify_() {
        MessageWriter w = beginRequest(2);
        endRequest(w);
    }

    @Override
    protected void dispatch(int opcode, MessageReader in) {
        switch (opcode) {
            case 0 -> decodeMoved(in);
            case 1 -> decodeStyled(in);
            case 2 -> decodeData(in);
            case 3 -> decodeHashCode(in);
            default -> throw new IllegalArgumentException("trial_item_v1 has no event " + opcode);
        }
    }

    private void decodeMoved(MessageReader in) {
        double x = in.readFixed();
        double y = in.readFixed();
        TrialItemV1Proxy peer = proxyArg(in, TrialItemV1Proxy.class);
        TrialFactoryV1Proxy factory = proxyArg(in, TrialFactoryV1Proxy.class);
        in.end();
        if (listener != null && isAlive()) {
            listener.moved(x, y, peer, factory);
        }
    }

    private void decodeStyled(MessageReader in) {
        int style = in.readInt();
        int flags = in.readUint();
        in.end();
        if (listener != null && isAlive()) {
            listener.styled(style, flags);
        }
    }

    private void decodeData(MessageReader in) {
        String text = in.readString();
        byte[] bytes = in.readArray();
        Proxy any = proxyArg(in, Proxy.class);
        in.end();
        if (listener != null && isAlive()) {
            listener.data(text, bytes, any);
        }
    }

    private void decodeHashCode(MessageReader in) {
        in.end();
        if (listener != null && isAlive()) {
            listener.hashCode_();
        }
    }

    /**
     * The events of {@code trial_item_v1}. A descriptor belongs to the listener's method; an object
     * that this client has destroyed comes as null.
     */
    public interface Events {
        /**
         * Event {@code trial_item_v1.moved}.
         * @param peer may be null
         */
        default void moved(double x, double y, TrialItemV1Proxy peer, TrialFactoryV1Proxy factory) {
        }

        /**
         * Event {@code trial_item_v1.styled}.
         * @param style {@code trial_factory_v1.kind}
         * @param flags {@code trial_factory_v1.flag}
         */
        default void styled(int style, int flags) {
        }

        /**
         * Event {@code trial_item_v1.data}.
         * @param any may be null
         */
        default void data(String text, byte[] bytes, Proxy any) {
        }

        /** Event {@code trial_item_v1.hash_code}. Since version 2. */
        default void hashCode_() {
        }
    }
}
