package org.breakwater.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.breakwater.compositor.glue.SeatInput;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Global;
import org.breakwater.protocol.server.Resource;
import org.breakwater.protocol.wire.Connection;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.protocol.wire.MessageSpec;
import org.breakwater.protocol.wire.MessageWriter;
import org.breakwater.protocol.wire.SocketIo;
import org.breakwater.shm.Memfd;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Random requests, well formed and not, to every object that a client can get hold of. Whatever
 * comes of it comes to that client alone; the ledger and the descriptors are level afterwards. The
 * seed is in every failure; {@code -Dfuzz.seed} and {@code -Dfuzz.messages} choose others.
 */
@ExtendWith(FdLeakExtension.class)
class WireFuzzTest {
    private static final long SEED = Long.getLong("fuzz.seed", 20_260_214L);
    private static final Set<String> DEEP = Set.of("wl_surface", "wl_subsurface",
            "wl_subcompositor",
            "wp_viewport", "xdg_surface", "xdg_toplevel", "xdg_popup", "xdg_wm_base", "wl_pointer",
            "wl_data_device", "wl_shm_pool", "zxdg_toplevel_decoration_v1");
    private static final List<String> PRELUDE = List.of("wl_compositor.create_surface",
            "xdg_wm_base.get_xdg_surface", "xdg_surface.get_toplevel", "wl_surface.commit",
            "wl_shm.create_pool", "wl_shm_pool.create_buffer", "xdg_surface.ack_configure",
            "wl_surface.attach", "wl_surface.commit");
    private static final String IMPLEMENTATION = "an implementation error";
    private static final int MESSAGES = Integer.getInteger("fuzz.messages", 10_000);

    @RegisterExtension
    final Fixture fixture = new Fixture();
    private final Random random = new Random(SEED);
    private final List<String> sent = new ArrayList<>();

    @Test
    void randomRequestsHurtNobodyElse() throws IOException {
        TestClient bystander = fixture.connect();
        WlSurfaceProxy shown = bystander.surface();
        fixture.show(bystander, shown, 0, 0);
        int fuzzed = 0;
        int ended = 0;
        int mapped = 0;
        while (fuzzed < MESSAGES) {
            Hostile client = new Hostile();
            client.bindEverything(bystander.globals());
            sent.clear();
            if (random.nextBoolean()) {
                mapWindow(client);
                mapped += fixture.server().desktop().stacking().size();
            }
            for (int i = 0; i < 200 && client.server.isAlive(); i++, fuzzed++) {
                send(client);
                if (i % 16 == 0) {
                    fixture.frame();
                }
                if (i % 8 == 0) {
                    input();
                }
                client.drain();
                assertEquals(0, fixture.loop().uncaughtCount(), this::story);
            }
            ended += client.server.isAlive() ? 0 : 1;
            assertFalse(client.errors.contains(IMPLEMENTATION), () -> client.errors + story());
            client.connection.close();
            fixture.turn();
            fixture.turn();
            bystander.roundtrip();
            assertEquals(1, fixture.server().ledger().clients(), this::story);
            assertEquals(1, fixture.server().ledger().surfaces(), this::story);
        }
        fixture.frames(3);
        bystander.roundtrip();
        assertTrue(mapped > 20, "only " + mapped + " windows were mapped");
        assertTrue(ended > 20, "only " + ended + " clients made an error: the fuzz is too tame");
        assertEquals(1, fixture.server().ledger().clients());
        assertEquals(1, fixture.server().ledger().surfaces());
        System.out.println(fuzzed + " random requests with seed " + SEED + " ended " + ended
                + " clients");
    }

    /** The user does something, wherever the windows are. */
    private void input() {
        SeatInput input = fixture.server().input();
        int time = (int) (fixture.clock().nanos() / 1_000_000);
        switch (random.nextInt(7)) {
            case 0, 1 -> input.pointerMoved(time, random.nextInt(64), random.nextInt(48));
            case 2 -> input.pointerButton(time, 0x110, true);
            case 3 -> input.pointerButton(time, 0x110, false);
            case 4 -> input.key(time, 30, random.nextBoolean());
            case 5 -> input.touchDown(time, 1, random.nextInt(64), random.nextInt(48));
            default -> input.touchUp(time, 1);
        }
    }

    /** A client without a library: it writes what it likes and drops what it gets. */
    private final class Hostile {
        private final Connection connection;
        private final Client server;
        private final List<String> errors = new ArrayList<>();
        private final Map<Integer, Integer> serials = new HashMap<>();

        Hostile() throws IOException {
            Fd[] pair = Fd.socketPair();
            connection = new Connection(pair[1], new SocketIo());
            server = fixture.server().display().addClient(pair[0]);
        }

        void bindEverything(Map<String, Integer> versions) throws IOException {
            MessageWriter w = connection.writer();
            w.begin(1, 1);
            w.putNewId(2);
            w.end();
            int id = 3;
            for (Global<?> global : fixture.server().display().advertised()) {
                String name = global.type().spec().name();
                w.begin(2, 0);
                w.putUint(global.name());
                w.putString(name);
                w.putUint(versions.get(name));
                w.putNewId(id++);
                w.end();
            }
            connection.flush();
            fixture.turn();
            drain();
            assertEquals(List.of(), errors);
        }

        void drain() throws IOException {
            while (connection.receive() == Connection.Received.DATA) {
                while (connection.next()) {
                    Resource from = server.resource(connection.objectId());
                    if (from != null && from.spec().name().equals("xdg_surface")) {
                        serials.put(from.id(), connection.reader().readUint());
                    }
                    if (connection.objectId() == 1 && connection.opcode() == 0) {
                        connection.reader().readObjectId();
                        int code = connection.reader().readUint();
                        String text = connection.reader().readString();
                        errors.add(text.contains("failed in the compositor")
                                ? IMPLEMENTATION : "code " + code);
                    }
                }
            }
        }

        int lastSerial(int xdgSurface) {
            return serials.getOrDefault(xdgSurface, 0);
        }

        List<Resource> live() {
            List<Resource> live = new ArrayList<>();
            for (int id = 1; id < 400; id++) {
                add(live, server.resource(id));
                add(live, server.resource(0xff000000 + id - 1));
            }
            return live;
        }

        int nextId() {
            int id = 2;
            while (server.resource(id) != null) {
                id++;
            }
            return id;
        }
    }

    /** One request to a random live object, with plausible or wild arguments. */
    private void send(Hostile client) throws IOException {
        List<Resource> live = client.live();
        List<Resource> deep = live.stream().filter(r -> DEEP.contains(r.spec().name())).toList();
        List<Resource> from = deep.isEmpty() || random.nextInt(3) == 0 ? live : deep;
        Resource target = from.get(random.nextInt(from.size()));
        int requests = target.spec().requestCount();
        send(client, live, target, requests == 0 || random.nextInt(300) == 0 ? random.nextInt(40)
                : random.nextInt(requests));
    }

    /** The requests that map a window, to start from. */
    private void mapWindow(Hostile client) throws IOException {
        for (String request : PRELUDE) {
            String[] parts = request.split("\\.");
            List<Resource> live = client.live();
            Resource target = live.stream().filter(r ->
                    r.spec().name().equals(parts[0])).findFirst()
                    .orElse(null);
            for (int i = 0; target != null && i < target.spec().requestCount(); i++) {
                if (target.spec().request(i).name().equals(parts[1])) {
                    send(client, live, target, i);
                }
            }
            client.drain();
        }
    }

    private void send(Hostile client, List<Resource> live, Resource target, int opcode)
            throws IOException {
        int requests = target.spec().requestCount();
        MessageSpec message = opcode < requests ? target.spec().request(opcode) : null;
        if (!isWorthwhile(target, message, live) && random.nextInt(100) != 0) {
            return;
        }
        sent.add(target + "." + (message == null ? opcode : message));
        MessageWriter w = client.connection.writer();
        w.begin(target.id(), opcode);
        if (message != null && !putSensibly(client, target, message, w)) {
            int argument = 0;
            boolean nullable = false;
            for (char kind : message.signature().toCharArray()) {
                if (kind == '?') {
                    nullable = true;
                    continue;
                }
                put(client, live, w, kind, message.argumentInterface(argument++), nullable);
                nullable = false;
            }
        }
        if (random.nextInt(200) == 0) {
            w.putInt(random.nextInt());
        }
        w.end();
        try {
            client.connection.flush();
        } catch (IOException hungUp) {
            assertFalse(client.server.isAlive(), this::story);
        }
        fixture.turn();
    }

    private void put(Hostile client, List<Resource> live, MessageWriter w, char kind, String type,
            boolean nullable) throws IOException {
        switch (kind) {
            case 'i', 'u' -> w.putInt(number());
            case 'f' -> w.putFixed(random.nextInt(4) == 0 ? random.nextInt()
                    : random.nextInt(200) - 50);
            case 's' -> w.putString(nullable && random.nextInt(4) == 0 ? null
                    : "x".repeat(random.nextInt(8) == 0 ? random.nextInt(2_000)
                            : random.nextInt(12)));
            case 'a' -> w.putArray(new byte[random.nextInt(40)]);
            case 'h' -> putFd(w);
            case 'n' -> w.putNewId(random.nextInt(100) == 0 ? random.nextInt() : client.nextId());
            default -> w.putObjectId(object(live, type, nullable));
        }
    }

    /** Not one that is sure to end the connection or to take a part of it away. */
    private boolean isWorthwhile(Resource target, MessageSpec message, List<Resource> live) {
        if (message == null || message.since() > target.version()) {
            return false;
        }
        if (message.destructor() && random.nextInt(6) != 0) {
            return false;
        }
        int argument = 0;
        boolean nullable = false;
        for (char kind : message.signature().toCharArray()) {
            if (kind == '?') {
                nullable = true;
                continue;
            }
            String type = message.argumentInterface(argument++);
            if (kind == 'o' && !nullable && live.stream().noneMatch(r ->
                    r.spec().name().equals(type))) {
                return false;
            }
            nullable = false;
        }
        return true;
    }

    /** Mostly, the arguments of a request that chance would hardly get right. */
    private boolean putSensibly(Hostile client, Resource target, MessageSpec message,
            MessageWriter w)
            throws IOException {
        if (random.nextInt(20) == 0) {
            return false;
        }
        switch (target.spec().name() + "." + message) {
            case "wl_registry.bind" -> {
                List<Global<?>> all = List.copyOf(fixture.server().display().advertised());
                Global<?> global = all.get(random.nextInt(all.size()));
                w.putUint(global.name());
                w.putString(global.type().spec().name());
                w.putUint(1 + random.nextInt(global.version()));
                w.putNewId(client.nextId());
            }
            case "wl_shm.create_pool" -> {
                w.putNewId(client.nextId());
                putFd(w);
                w.putInt(4096 << random.nextInt(2));
            }
            case "wl_shm_pool.create_buffer" -> {
                w.putNewId(client.nextId());
                int width = 1 + random.nextInt(16);
                w.putInt(4 * random.nextInt(8));
                w.putInt(width);
                w.putInt(1 + random.nextInt(16));
                w.putInt(width * 4);
                w.putUint(random.nextInt(2));
            }
            case "wl_surface.attach" -> {
                w.putObjectId(object(client.live(), "wl_buffer", true));
                w.putInt(0);
                w.putInt(0);
            }
            case "wl_surface.set_buffer_scale" -> w.putInt(1 + random.nextInt(2));
            case "wl_surface.set_buffer_transform" -> w.putInt(random.nextInt(8));
            case "xdg_surface.ack_configure" -> w.putUint(client.lastSerial(target.id()));
            case "xdg_positioner.set_size" -> {
                w.putInt(1 + random.nextInt(50));
                w.putInt(1 + random.nextInt(50));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private int number() {
        return switch (random.nextInt(12)) {
            case 0 -> random.nextInt();
            case 1 -> -random.nextInt(50);
            case 2 -> Integer.MAX_VALUE - random.nextInt(3);
            case 3 -> 4096 << random.nextInt(3);
            default -> random.nextInt(64);
        };
    }

    private void putFd(MessageWriter w) throws IOException {
        if (random.nextInt(8) == 0) {
            Fd[] pipe = Fd.pipe();
            w.putFd(pipe[random.nextInt(2)]);
            pipe[0].close();
            pipe[1].close();
        } else {
            try (Memfd file = Memfd.create("fuzz", random.nextInt(3) * 4096L)) {
                w.putFd(file.fd());
            }
        }
    }

    /** Mostly of the right type: the wrong one ends the connection. */
    private int object(List<Resource> live, String type, boolean nullable) {
        if (nullable && random.nextInt(4) == 0 || random.nextInt(200) == 0) {
            return 0;
        }
        List<Resource> fitting = live.stream().filter(r -> r.spec().name().equals(type)).toList();
        if (fitting.isEmpty() || random.nextInt(200) == 0) {
            return live.get(random.nextInt(live.size())).id();
        }
        return fitting.get(random.nextInt(fitting.size())).id();
    }

    private static void add(List<Resource> live, Resource resource) {
        if (resource != null) {
            live.add(resource);
        }
    }

    private String story() {
        return "seed " + SEED + ", the last requests: "
                + sent.subList(Math.max(0, sent.size() - 20), sent.size());
    }
}
