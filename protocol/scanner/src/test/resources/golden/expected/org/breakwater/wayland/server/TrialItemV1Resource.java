// Generated from the protocol definitions; do not edit.
package org.breakwater.wayland.server;

import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Resource;
import org.breakwater.protocol.server.ResourceHandler;
import org.breakwater.protocol.server.ResourceType;
import org.breakwater.protocol.wire.MessageReader;
import org.breakwater.protocol.wire.MessageWriter;
import org.breakwater.wayland.TrialFactoryV1;
import org.breakwater.wayland.TrialItemV1;

/** A client's {@code trial_item_v1} as the server holds it; for the loop's thread only. */
public final class TrialItemV1Resource extends Resource {
    /** How the runtime creates one. */
    public static final ResourceType<TrialItemV1Resource> TYPE =
            new ResourceType<>(TrialItemV1.SPEC, TrialItemV1Resource.class,
                    TrialItemV1Resource::new);

    TrialItemV1Resource(Client client, int id, int version) {
        super(client, id, version, TrialItemV1.SPEC);
    }

    /** Names who answers the requests from now on. */
    public void handle(Requests handler) {
        setHandler(handler);
    }

    /**
     * Event {@code trial_item_v1.moved}.
     * @param peer may be null
     */
    public void sendMoved(double x, double y, TrialItemV1Resource peer,
            TrialFactoryV1Resource factory) {
        if (peer != null && peer.client() != client()) {
            throw new IllegalArgumentException("trial_item_v1.moved: peer is another client's");
        }
        if (peer != null && !peer.isAlive()) {
            return; // the client gave it up: there is nothing to tell
        }
        if (factory == null) {
            throw new IllegalArgumentException("trial_item_v1.moved: factory is null");
        }
        if (factory.client() != client()) {
            throw new IllegalArgumentException("trial_item_v1.moved: factory is another client's");
        }
        if (!factory.isAlive()) {
            return; // the client gave it up: there is nothing to tell
        }
        MessageWriter w = beginEvent(0);
        if (w == null) {
            return;
        }
        w.putFixed(x);
        w.putFixed(y);
        w.putObjectId(peer == null ? 0 : peer.id());
        w.putObjectId(factory.id());
        endEvent(w);
    }

    /**
     * Event {@code trial_item_v1.styled}.
     * @param style {@code trial_factory_v1.kind}
     * @param flags {@code trial_factory_v1.flag}
     */
    public void sendStyled(TrialFactoryV1.Kind style, int flags) {
        if (style == null) {
            throw new IllegalArgumentException("trial_item_v1.styled: style is null");
        }
        MessageWriter w = beginEvent(1);
        if (w == null) {
            return;
        }
        w.putInt(style.value());
        w.putUint(flags);
        endEvent(w);
    }

    /**
     * Event {@code trial_item_v1.data}.
     * @param any may be null
     */
    public void sendData(String text, byte[] bytes, Resource any) {
        if (text == null) {
            throw new IllegalArgumentException("trial_item_v1.data: text is null");
        }
        if (bytes == null) {
            throw new IllegalArgumentException("trial_item_v1.data: bytes is null");
        }
        if (any != null && any.client() != client()) {
            throw new IllegalArgumentException("trial_item_v1.data: any is another client's");
        }
        if (any != null && !any.isAlive()) {
            return; // the client gave it up: there is nothing to tell
        }
        MessageWriter w = beginEvent(2);
        if (w == null) {
            return;
        }
        w.putString(text);
        w.putArray(bytes);
        w.putObjectId(any == null ? 0 : any.id());
        endEvent(w);
    }

    /** Event {@code trial_item_v1.hash_code}. Since version 2. */
    public void sendHashCode() {
        MessageWriter w = beginEvent(3);
        if (w == null) {
            return;
        }
        endEvent(w);
    }

    @Override
    protected void dispatch(int opcode, MessageReader in) {
        Requests handler = (Requests) handler();
        switch (opcode) {
            case 0 -> decodeDestroy(in, handler);
            case 1 -> decodeSetPeer(in, handler);
            case 2 -> decodeNotify(in, handler);
            default -> throw new IllegalArgumentException("trial_item_v1 has no request " + opcode);
        }
    }

    private void decodeDestroy(MessageReader in, Requests handler) {
        in.end();
        if (handler != null) {
            handler.destroy(this);
        }
    }

    private void decodeSetPeer(MessageReader in, Requests handler) {
        TrialItemV1Resource peer = objectArg(in, TrialItemV1Resource.class, true);
        Resource any = objectArg(in, Resource.class, false);
        in.end();
        if (handler != null) {
            handler.setPeer(this, peer, any);
        }
    }

    private void decodeNotify(MessageReader in, Requests handler) {
        in.end();
        if (handler != null) {
            handler.notify_(this);
        }
    }

    /**
     * The requests of {@code trial_item_v1}, every argument checked. A descriptor belongs to the
     * handler from then on; a new object needs {@code handle} or {@code makeInert} before the
     * method returns.
     */
    public interface Requests extends ResourceHandler {
        /** Request {@code trial_item_v1.destroy}. Destructor. */
        void destroy(TrialItemV1Resource resource);

        /**
         * Request {@code trial_item_v1.set_peer}.
         * @param peer may be null
         */
        void setPeer(TrialItemV1Resource resource, TrialItemV1Resource peer, Resource any);

        /** Request {@code trial_item_v1.notify}. */
        void notify_(TrialItemV1Resource resource);
    }
}
