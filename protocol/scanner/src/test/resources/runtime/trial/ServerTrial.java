package trial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Resource;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.wayland.TrialFactoryV1;
import org.breakwater.wayland.server.TrialFactoryV1Resource;
import org.breakwater.wayland.server.TrialItemV1Resource;

/** Uses generated resources; what happens comes out as lines of text. */
public final class ServerTrial implements Supplier<List<String>> {
    private final List<String> log = new ArrayList<>();
    private final Client client = new Client(log::add);
    private final TrialFactoryV1Resource factory =
            client.create(TrialFactoryV1Resource.TYPE, 1, 2);

    @Override
    public List<String> get() {
        factory.handle(new Handler());
        factory.receive(1, 10, 2);
        Fd one = new Fd(1);
        Fd two = new Fd(2);
        factory.receive(2, 11, one, two, 64);
        log.add("handled " + one.isOpen() + " " + two.isOpen());
        factory.receive(3, -1, 2, "", 0.5, new byte[] {7}, "text");
        factory.receive(4, 5, "other", 3, 12);
        shortMessages();
        items();
        events();
        inert();
        return log;
    }

    private void shortMessages() {
        Fd one = new Fd(3);
        Fd two = new Fd(4);
        attempt(() -> factory.receive(2, 13, one, two, "no size"));
        log.add("refused " + one.isOpen() + " " + two.isOpen());
        Fd lone = new Fd(5);
        attempt(() -> factory.receive(2, 14, lone, 64));
        log.add("refused " + lone.isOpen());
        attempt(() -> factory.receive(0, "left over"));
        attempt(() -> factory.receive(9));
    }

    private void items() {
        TrialItemV1Resource item = (TrialItemV1Resource) client.resource(10);
        item.receive(1, 11, 1);
        item.receive(1, 0, 1);
        item.receive(2);
    }

    private void events() {
        TrialItemV1Resource item = (TrialItemV1Resource) client.resource(10);
        TrialItemV1Resource peer = (TrialItemV1Resource) client.resource(11);
        factory.sendKind(TrialFactoryV1.Kind.HUGE);
        attempt(() -> factory.sendKind(null));
        attempt(() -> client.create(TrialFactoryV1Resource.TYPE, 20, 1)
                .sendKind(TrialFactoryV1.Kind.FANCY));
        factory.sendItemAdded(item);
        factory.sendShared(new Fd(6), new Fd(7));
        attempt(() -> factory.sendShared(new Fd(6), null));
        factory.sendGone(null);
        item.sendMoved(1.5, -2, peer, factory);
        item.sendMoved(0, 0, null, factory);
        attempt(() -> item.sendMoved(0, 0, null, null));
        TrialItemV1Resource foreign = new Client(log::add).create(TrialItemV1Resource.TYPE, 9, 1);
        attempt(() -> item.sendMoved(0, 0, foreign, factory));
        peer.destroy();
        item.sendMoved(9, 9, peer, factory);
        peer.sendHashCode();
        item.sendStyled(TrialFactoryV1.Kind._90, TrialFactoryV1.Flag.ALL);
        item.sendData("text", new byte[] {1, 2}, null);
        item.sendHashCode();
        attempt(() -> client.create(TrialItemV1Resource.TYPE, 21, 1).sendHashCode());
    }

    private void inert() {
        factory.makeInert();
        Fd one = new Fd(8);
        Fd two = new Fd(9);
        factory.receive(2, 30, one, two, 64);
        log.add("inert " + one.isOpen() + " " + two.isOpen() + " "
                + client.resource(30).isInert());
    }

    private void attempt(Runnable action) {
        try {
            action.run();
            log.add("not refused");
        } catch (RuntimeException refused) {
            log.add(refused.getClass().getSimpleName() + ": " + refused.getMessage());
        }
    }

    private final class Handler
            implements TrialFactoryV1Resource.Requests, TrialItemV1Resource.Requests {
        @Override
        public void destroy(TrialFactoryV1Resource resource) {
            log.add("destroy " + resource);
        }

        @Override
        public void createItem(TrialFactoryV1Resource resource, TrialItemV1Resource id, int kind) {
            id.handle(this);
            log.add("createItem " + id + " " + TrialFactoryV1.Kind.fromWire(kind));
        }

        @Override
        public void import_(TrialFactoryV1Resource resource, TrialItemV1Resource id, Fd fd,
                Fd second, int size) {
            id.handle(this);
            log.add("import " + id + " " + fd + " " + second + " " + size);
        }

        @Override
        public void default_(TrialFactoryV1Resource resource, int in, int handler, String class_,
                double w, byte[] opcode, String text) {
            log.add("default " + in + " " + handler + " " + class_ + " " + w + " "
                    + Arrays.toString(opcode) + " " + text);
        }

        @Override
        public void bind(TrialFactoryV1Resource resource, int name, String interfaceName,
                int version, int id) {
            log.add("bind " + name + " " + interfaceName + " " + version + " " + id);
        }

        @Override
        public void same(TrialFactoryV1Resource resource) {
            log.add("same");
        }

        @Override
        public void setFlags(TrialFactoryV1Resource resource, int flags) {
            log.add("setFlags " + flags);
        }

        @Override
        public void destroy(TrialItemV1Resource resource) {
            log.add("destroy " + resource);
        }

        @Override
        public void setPeer(TrialItemV1Resource resource, TrialItemV1Resource peer, Resource any) {
            log.add("setPeer " + resource + " " + peer + " " + any);
        }

        @Override
        public void notify_(TrialItemV1Resource resource) {
            log.add("notify " + resource);
        }
    }
}
