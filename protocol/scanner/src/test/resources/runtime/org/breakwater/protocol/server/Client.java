package org.breakwater.protocol.server;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.breakwater.protocol.wire.MessageWriter;

public final class Client {
    final Map<Integer, Resource> objects = new HashMap<>();
    final MessageWriter writer = new MessageWriter();
    final Consumer<String> log;

    public Client(Consumer<String> log) {
        this.log = log;
    }

    public <R extends Resource> R create(ResourceType<R> type, int id, int version) {
        R created = type.factory().create(this, id, version);
        objects.put(id, created);
        return created;
    }

    public Resource resource(int id) {
        return objects.get(id);
    }
}
