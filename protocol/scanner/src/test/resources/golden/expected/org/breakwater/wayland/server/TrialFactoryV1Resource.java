// Generated from the protocol definitions; do not edit.
package org.breakwater.wayland.server;

import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Resource;
import org.breakwater.protocol.server.ResourceHandler;
import org.breakwater.protocol.server.ResourceType;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.protocol.wire.MessageReader;
import org.breakwater.protocol.wire.MessageWriter;
import org.breakwater.wayland.TrialFactoryV1;

/**
 * Makes items &amp; has every kind of message. A client's {@code trial_factory_v1} as the server
 * holds it; for the loop's thread only.
 */
public final class TrialFactoryV1Resource extends Resource {
    /** How the runtime creates one. */
    public static final ResourceType<TrialFactoryV1Resource> TYPE =
            new ResourceType<>(TrialFactoryV1.SPEC, TrialFactoryV1Resource.class,
                    TrialFactoryV1Resource::new);

    TrialFactoryV1Resource(Client client, int id, int version) {
        super(client, id, version, TrialFactoryV1.SPEC);
    }

    /** Names who answers the requests from now on. */
    public void handle(Requests handler) {
        setHandler(handler);
    }

    /**
     * Event {@code trial_factory_v1.kind}.
     * @param kind one of the kinds; {@code kind}
     */
    public void sendKind(TrialFactoryV1.Kind kind) {
        if (kind == null) {
            throw new IllegalArgumentException("trial_factory_v1.kind: kind is null");
        }
        if (kind.since() > version()) {
            throw new IllegalStateException(
                    "trial_factory_v1.kind: " + kind + " is newer than " + version());
        }
        MessageWriter w = beginEvent(0);
        if (w == null) {
            return;
        }
        w.putUint(kind.value());
        endEvent(w);
    }

    /** Event {@code trial_factory_v1.item_added}. */
    public void sendItemAdded(TrialItemV1Resource id) {
        if (id == null) {
            throw new IllegalArgumentException("trial_factory_v1.item_added: id is null");
        }
        if (id.client() != client()) {
            throw new IllegalArgumentException(
                    "trial_factory_v1.item_added: id is another client's");
        }
        if (!id.isAlive()) {
            return; // the client gave it up: there is nothing to tell
        }
        MessageWriter w = beginEvent(1);
        if (w == null) {
            return;
        }
        w.putNewId(id.id());
        endEvent(w);
    }

    /** Event {@code trial_factory_v1.shared}. */
    public void sendShared(Fd one, Fd two) {
        if (one == null) {
            throw new IllegalArgumentException("trial_factory_v1.shared: one is null");
        }
        if (two == null) {
            throw new IllegalArgumentException("trial_factory_v1.shared: two is null");
        }
        MessageWriter w = beginEvent(2);
        if (w == null) {
            return;
        }
        w.putFd(one);
        w.putFd(two);
        endEvent(w);
    }

    /**
     * Event {@code trial_factory_v1.gone}. Destructor.
     * @param why may be null
     */
    public void sendGone(String why) {
        MessageWriter w = beginEvent(3);
        if (w == null) {
            return;
        }
        w.putString(why);
        endEvent(w);
    }

    @Override
    protected void dispatch(int opcode, MessageReader in) {
        Requests handler = (Requests) handler();
        switch (opcode) {
            case 0 -> decodeDestroy(in, handler);
            case 1 -> decodeCreateItem(in, handler);
            case 2 -> decodeImport(in, handler);
            case 3 -> decodeDefault(in, handler);
            case 4 -> decodeBind(in, handler);
            case 5 -> decodeSame(in, handler);
            case 6 -> decodeSetFlags(in, handler);
            default -> throw new IllegalArgumentException(
                    "trial_factory_v1 has no request " + opcode);
        }
    }

    private void decodeDestroy(MessageReader in, Requests handler) {
        in.end();
        if (handler != null) {
            handler.destroy(this);
        }
    }

    private void decodeCreateItem(MessageReader in, Requests handler) {
        TrialItemV1Resource id = newIdArg(in, TrialItemV1Resource.TYPE);
        int kind = in.readUint();
        in.end();
        if (handler != null) {
            handler.createItem(this, id, kind);
        } else {
            id.makeInert();
        }
    }

    private void decodeImport(MessageReader in, Requests handler) {
        TrialItemV1Resource id;
        Fd fd = null;
        Fd second = null;
        int size;
        try {
            id = newIdArg(in, TrialItemV1Resource.TYPE);
            fd = in.readFd();
            second = in.readFd();
            size = in.readInt();
            in.end();
        } catch (Throwable failure) {
            if (fd != null) {
                fd.close();
            }
            if (second != null) {
                second.close();
            }
            throw failure;
        }
        if (handler != null) {
            handler.import_(this, id, fd, second, size);
        } else {
            id.makeInert();
            fd.close();
            second.close();
        }
    }

    private void decodeDefault(MessageReader in, Requests handler) {
        int in_ = in.readInt();
        int handler_ = in.readUint();
        String class_ = in.readNullableString();
        double w_ = in.readFixed();
        byte[] opcode_ = in.readArray();
        String resource_ = in.readString();
        in.end();
        if (handler != null) {
            handler.default_(this, in_, handler_, class_, w_, opcode_, resource_);
        }
    }

    private void decodeBind(MessageReader in, Requests handler) {
        int name = in.readUint();
        String interface_ = in.readString();
        int version = in.readUint();
        int id = in.readNewId();
        in.end();
        if (handler != null) {
            handler.bind(this, name, interface_, version, id);
        }
    }

    private void decodeSame(MessageReader in, Requests handler) {
        in.end();
        if (handler != null) {
            handler.same(this);
        }
    }

    private void decodeSetFlags(MessageReader in, Requests handler) {
        int flags = in.readUint();
        in.end();
        if (handler != null) {
            handler.setFlags(this, flags);
        }
    }

    /**
     * The requests of {@code trial_factory_v1}, every argument checked. A descriptor belongs to the
     * handler from then on; a new object needs {@code handle} or {@code makeInert} before the
     * method returns.
     */
    public interface Requests extends ResourceHandler {
        /** Request {@code trial_factory_v1.destroy}. Destructor. */
        void destroy(TrialFactoryV1Resource resource);

        /**
         * Make an item. Request {@code trial_factory_v1.create_item}.
         * @param id the new one
         * @param kind {@code kind}
         */
        void createItem(TrialFactoryV1Resource resource, TrialItemV1Resource id, int kind);

        /**
         * Request {@code trial_factory_v1.import}.
         * @param fd its content
         */
        void import_(TrialFactoryV1Resource resource, TrialItemV1Resource id, Fd fd, Fd second,
                int size);

        /**
         * Request {@code trial_factory_v1.default}.
         * @param class_ may be null
         */
        void default_(TrialFactoryV1Resource resource, int in_, int handler_, String class_,
                double w_, byte[] opcode_, String resource_);

        /** Request {@code trial_factory_v1.bind}. */
        void bind(TrialFactoryV1Resource resource, int name, String interface_, int version,
                int id);

        /** Request {@code trial_factory_v1.same}. Since version 2. */
        void same(TrialFactoryV1Resource resource);

        /**
         * Request {@code trial_factory_v1.set_flags}. Since version 2. Not to be used from version
         * 3 on.
         * @param flags {@code flag}
         */
        void setFlags(TrialFactoryV1Resource resource, int flags);
    }
}
