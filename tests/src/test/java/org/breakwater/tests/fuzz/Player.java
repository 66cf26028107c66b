package org.breakwater.tests.fuzz;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.breakwater.compositor.glue.SeatInput;
import org.breakwater.compositor.output.Output;
import org.breakwater.compositor.output.OutputMode;
import org.breakwater.protocol.scanner.Interface;
import org.breakwater.protocol.scanner.Message;
import org.breakwater.protocol.server.Global;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.protocol.wire.MessageWriter;
import org.breakwater.render.geometry.Transform;
import org.breakwater.wayland.WlPointer;

/**
 * Plays a sequence. A step is a line:
 *
 * <pre>
 * connect 0 7                               client 0; 7 chooses versions, 0 means the newest
 * close 0 | deaf 0 1 | raw 0 0100000003     what a client does besides requests
 * truncate 0 f3 100 | punch 0 f3 0 4096     what it does to a file that it has sent
 * 0 wl_shm#wl_shm.create_pool n:4 h:f3:memfd:4096 i:4096
 * 0 wl_surface#12.attach o:7 i:0 i:0        a request; "!37" stands for an opcode without a name
 * turn | frame | tick 500                   the loop turns, a refresh comes, milliseconds pass
 * move 10 20 | button 272 1 | axis 15 | key 30 1 | down 0 5 5 | drag 0 6 6 | up 0
 * output 1.5 3 | mode 64 48                 the second output's scale and transform, its mode
 * </pre>
 *
 * Arguments: {@code i} any word, {@code n} the label of a new object, {@code o} that of one ("0" for
 * none), {@code v} the last serial of one or of "input", {@code s} a string with its length made up,
 * {@code t} a string ("-" for null), {@code b} an array's length, {@code h} a file, {@code w} a word
 * too many. A step whose object has not been made, because its maker was left out, does nothing.
 */
final class Player implements AutoCloseable {
    private static final int IMPLEMENTATION = 3;

    private final Definitions definitions;
    private final World world;
    private final Map<String, FuzzClient> clients = new TreeMap<>();
    private final List<Integer> lives = new ArrayList<>();
    private final Map<String, Integer> errors = new TreeMap<>();
    private final Map<String, Integer> events = new TreeMap<>();
    private long requests;

    Player(Definitions definitions, World world) {
        this.definitions = definitions;
        this.world = world;
    }

    World world() {
        return world;
    }

    /** The client of that name, or null before it has connected. */
    FuzzClient client(String name) {
        return clients.get(name);
    }

    /** Requests sent by each client that has ended. */
    List<Integer> lives() {
        return lives;
    }

    /** What ended clients, without the particulars, and how often. */
    Map<String, Integer> errors() {
        return errors;
    }

    /** Events that all the clients have got, by {@code interface.event}. */
    Map<String, Integer> events() {
        return events;
    }

    long requests() {
        return requests;
    }

    void play(String step) throws IOException {
        String[] words = step.split(" ");
        if (Character.isDigit(words[0].charAt(0))) {
            FuzzClient client = clients.get(words[0]);
            if (client != null && !client.hasEnded()) {
                request(client, words);
            }
            return;
        }
        switch (words[0]) {
            case "connect" -> connect(words[1], Integer.parseInt(words[2]));
            case "close", "deaf", "raw", "truncate", "punch" -> misbehave(words);
            case "turn" -> turn();
            case "frame" -> {
                clients.values().forEach(FuzzClient::flush);
                world.fixture().frame();
                afterTurn();
            }
            case "tick" -> {
                world.fixture().clock().advanceMillis(Integer.parseInt(words[1]));
                turn();
            }
            default -> happen(words);
        }
    }

    /** Ends every client, and looks at what is left. */
    void finish() throws IOException {
        for (String name : List.copyOf(clients.keySet())) {
            end(name);
        }
        happen("mode", String.valueOf(World.WIDTH), String.valueOf(World.HEIGHT));
        happen("output", "1", "0");
        turn();
        play("tick 40000");     // past every deadline
        world.checkLevel();
    }

    @Override
    public void close() {
        clients.values().forEach(FuzzClient::close);
        clients.clear();
    }

    private void connect(String name, int versions) throws IOException {
        end(name);
        Fd[] pair = Fd.socketPair();
        FuzzClient client = new FuzzClient(definitions, pair[1],
                world.fixture().server().display().addClient(pair[0]));
        clients.put(name, client);
        MessageWriter out = client.begin(1, 1);
        Known registry = new Known("wl_registry", "wl_registry", 1, client.nextId(),
                "wl_display.get_registry");
        out.putNewId(registry.id);
        out.end();
        client.add(registry);
        Map<String, Integer> seen = new HashMap<>();
        for (Global<?> global : world.fixture().server().display().advertised()) {
            String type = global.type().spec().name();
            int count = seen.merge(type, 1, Integer::sum);
            int version = versions == 0 ? global.version()
                    : 1 + Math.floorMod((type + versions).hashCode(), global.version());
            String label = count == 1 ? type : type + count;
            Known bound = new Known(label, type, version, client.nextId(), "wl_registry.bind");
            out = client.begin(registry.id, 0);
            out.putUint(global.name());
            out.putString(type);
            out.putUint(version);
            out.putNewId(bound.id);
            out.end();
            client.add(bound);
        }
        turn();
    }

    private void end(String name) {
        FuzzClient client = clients.remove(name);
        if (client != null) {
            lives.add(client.requests());
            requests += client.requests();
            client.events().forEach((event, count) -> events.merge(event, count, Integer::sum));
            String error = client.error().replaceAll("#?[0-9]+", "N");
            errors.merge(error.length() > 60 ? error.substring(0, 60) : error, 1, Integer::sum);
            client.close();
        }
    }

    private void misbehave(String[] words) throws IOException {
        FuzzClient client = clients.get(words[1]);
        if (client == null || client.hasEnded()) {
            return;
        }
        switch (words[0]) {
            case "close" -> {
                client.flush();
                end(words[1]);
            }
            case "deaf" -> client.setDeaf(words[2].equals("1"));
            case "raw" -> client.sendRaw(HexFormat.of().parseHex(words[2]));
            default -> {
                ClientFile file = client.files().get(words[2]);
                if (file != null && words[0].equals("truncate")) {
                    client.flush();
                    file.truncate(Long.parseLong(words[3]));
                } else if (file != null) {
                    file.punch(Long.parseLong(words[3]), Long.parseLong(words[4]));
                }
            }
        }
    }

    private void request(FuzzClient client, String[] words) throws IOException {
        int dot = words[1].lastIndexOf('.');
        int hash = words[1].indexOf('#');
        Known target = client.known(words[1].substring(hash + 1, dot));
        if (target == null) {
            return;
        }
        String name = words[1].substring(dot + 1);
        Interface type = definitions.named(target.type);
        int opcode = name.startsWith("!") ? Integer.parseInt(name.substring(1))
                : definitions.opcode(target.type, name);
        Message message = opcode < type.requests().size() ? type.requests().get(opcode) : null;
        Encoder encoder = new Encoder(client, target, message);
        if (!encoder.isPlayable(words)) {
            return;
        }
        encoder.write(client.begin(target.id, opcode), words);
        if (message != null) {
            encoder.note();
            if (message.destructor()) {
                client.died(target);
            }
        }
    }

    private void turn() {
        clients.values().forEach(FuzzClient::flush);
        world.fixture().turn();
        afterTurn();
    }

    private void afterTurn() {
        for (FuzzClient client : clients.values()) {
            client.drain();
            if (client.error().startsWith("code " + IMPLEMENTATION)
                    && client.error().contains("failed in the compositor")) {
                world.checkCalm();
                throw new AssertionError("an implementation error: " + client.error());
            }
        }
        world.checkCalm();
    }

    /** What the compositor meets from its other sides. */
    private void happen(String... words) {
        SeatInput input = world.fixture().server().input();
        int time = (int) (world.fixture().clock().nanos() / 1_000_000);
        Output second = world.fixture().server().outputs().get(1).output();
        switch (words[0]) {
            case "move" -> input.pointerMoved(time, number(words[1]), number(words[2]));
            case "button" -> input.pointerButton(time, (int) number(words[1]), words[2].equals("1"));
            case "axis" -> input.pointerAxis(time, WlPointer.Axis.VERTICAL_SCROLL, number(words[1]),
                    (int) number(words[1]) * 8);
            case "key" -> input.key(time, (int) number(words[1]), words[2].equals("1"));
            case "down" -> input.touchDown(time, (int) number(words[1]), number(words[2]),
                    number(words[3]));
            case "drag" -> input.touchMoved(time, (int) number(words[1]), number(words[2]),
                    number(words[3]));
            case "up" -> input.touchUp(time, (int) number(words[1]));
            case "output" -> {
                second.setScale(number(words[1]));
                second.setTransform(Transform.of((int) number(words[2])));
            }
            case "mode" -> second.setMode(new OutputMode((int) number(words[1]),
                    (int) number(words[2]), 60_000));
            default -> throw new IllegalArgumentException(String.join(" ", words));
        }
    }

    private static double number(String word) {
        return Double.parseDouble(word);
    }

}
