package trial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.breakwater.protocol.client.ClientDisplay;
import org.breakwater.protocol.client.Proxy;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.wayland.client.TrialFactoryV1Proxy;
import org.breakwater.wayland.client.TrialItemV1Proxy;

/** Uses generated proxies; what happens comes out as lines of text. */
public final class ClientTrial implements Supplier<List<String>> {
    private final List<String> log = new ArrayList<>();
    private final ClientDisplay display = new ClientDisplay(log::add);
    private final TrialFactoryV1Proxy factory = display.create(TrialFactoryV1Proxy.TYPE, 2);

    @Override
    public List<String> get() {
        TrialItemV1Proxy item = factory.createItem(2);
        TrialItemV1Proxy other = factory.import_(new Fd(1), new Fd(2), 64);
        attempt(() -> factory.import_(new Fd(1), null, 64));
        factory.default_(-1, 2, null, 0.5, new byte[] {7}, "text");
        TrialItemV1Proxy bound = factory.bind(5, TrialItemV1Proxy.TYPE, 1);
        log.add("bound " + bound + " version " + bound.version());
        item.setPeer(other, factory);
        item.setPeer(null, factory);
        attempt(() -> item.setPeer(null, null));
        item.notify_();
        attempt(() -> display.create(TrialFactoryV1Proxy.TYPE, 1).same());
        unheard();
        events(item);
        item.destroy();
        item.receive(3);
        log.add("alive " + item.isAlive());
        return log;
    }

    private void unheard() {
        Fd one = new Fd(3);
        Fd two = new Fd(4);
        factory.receive(2, one, two);
        log.add("unheard " + one.isOpen() + " " + two.isOpen());
        factory.listen(new TrialFactoryV1Proxy.Events() { });
        Fd three = new Fd(5);
        factory.receive(2, three, new Fd(6));
        log.add("ignored " + three.isOpen());
    }

    private void events(TrialItemV1Proxy item) {
        factory.listen(new TrialFactoryV1Proxy.Events() {
            @Override
            public void kind(int kind) {
                log.add("kind " + kind);
            }

            @Override
            public void itemAdded(TrialItemV1Proxy id) {
                log.add("itemAdded " + id + " version " + id.version());
            }

            @Override
            public void shared(Fd one, Fd two) {
                log.add("shared " + one + " " + two);
            }

            @Override
            public void gone(String why) {
                log.add("gone " + why);
            }
        });
        item.listen(new TrialItemV1Proxy.Events() {
            @Override
            public void moved(double x, double y, TrialItemV1Proxy peer,
                    TrialFactoryV1Proxy source) {
                log.add("moved " + x + " " + y + " " + peer + " " + source);
            }

            @Override
            public void styled(int style, int flags) {
                log.add("styled " + style + " " + flags);
            }

            @Override
            public void data(String text, byte[] bytes, Proxy any) {
                log.add("data " + text + " " + Arrays.toString(bytes) + " " + any);
            }

            @Override
            public void hashCode_() {
                log.add("hashCode");
            }
        });
        factory.receive(0, Integer.MIN_VALUE);
        factory.receive(1, 77);
        factory.receive(2, new Fd(7), new Fd(8));
        Fd lost = new Fd(9);
        attempt(() -> factory.receive(2, lost));
        log.add("refused " + lost.isOpen());
        item.receive(0, 1.5, -2.0, 77, 1);
        item.receive(0, 0.0, 0.0, 0, 1);
        item.receive(1, 1, 3);
        item.receive(2, "text", new byte[] {1}, 0);
        item.receive(3);
        factory.receive(3, "over");
        log.add("alive " + factory.isAlive());
    }

    private void attempt(Runnable action) {
        try {
            action.run();
            log.add("not refused");
        } catch (RuntimeException refused) {
            log.add(refused.getClass().getSimpleName() + ": " + refused.getMessage());
        }
    }
}
