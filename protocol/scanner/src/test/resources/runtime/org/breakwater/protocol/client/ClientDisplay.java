package org.breakwater.protocol.client;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.breakwater.protocol.wire.MessageWriter;

public final class ClientDisplay {
    final Map<Integer, Proxy> objects = new HashMap<>();
    final MessageWriter writer = new MessageWriter();
    final Consumer<String> log;
    private int lastId;

    public ClientDisplay(Consumer<String> log) {
        this.log = log;
    }

    public <P extends Proxy> P create(ProxyType<P> type, int version) {
        return create(type, ++lastId, version);
    }

    <P extends Proxy> P create(ProxyType<P> type, int id, int version) {
        P created = type.factory().create(this, id, version);
        objects.put(id, created);
        return created;
    }
}
