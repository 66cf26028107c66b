package org.breakwater.tests.fuzz;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.breakwater.protocol.scanner.Argument;
import org.breakwater.protocol.scanner.Interface;
import org.breakwater.protocol.scanner.Message;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.wire.Connection;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.protocol.wire.MessageReader;
import org.breakwater.protocol.wire.MessageWriter;
import org.breakwater.protocol.wire.SocketIo;
import org.breakwater.protocol.wire.WireException;

/**
 * A client without a library: it writes what it likes, and keeps a model of the objects that it
 * should have by now. It reads every event by its definition, for ids, serials and its own end.
 */
final class FuzzClient implements AutoCloseable {
    private static final int FIRST_SERVER_ID = 0xff00_0000;

    /** A global, as the registry told it. */
    record Announced(int name, String type, int version) {
    }

    private final Definitions definitions;
    private final Connection connection;
    private final Client server;
    private final Map<String, Known> byLabel = new LinkedHashMap<>();
    private final Map<Integer, Known> byId = new LinkedHashMap<>();
    private final Map<String, ClientFile> files = new LinkedHashMap<>();
    private final Map<String, Integer> events = new LinkedHashMap<>();
    private final List<Announced> globals = new ArrayList<>();
    private final TreeSet<Integer> freeIds = new TreeSet<>();
    private Known dragged;
    private int lastId = 1;
    private int offers;
    private int inputSerial;
    private boolean deaf;
    private boolean ended;
    private boolean modelled = true;
    private String error = "";
    private int requests;

    FuzzClient(Definitions definitions, Fd ours, Client server) {
        this.definitions = definitions;
        this.connection = new Connection(ours, new SocketIo());
        this.server = server;
        add(new Known("wl_display", "wl_display", 1, 1, "the connection"));
    }

    Client server() {
        return server;
    }

    /** The last error that came, "" for none. */
    String error() {
        return error;
    }

    /** Disconnected, by either side. */
    boolean hasEnded() {
        return ended;
    }

    int requests() {
        return requests;
    }

    int inputSerial() {
        return inputSerial;
    }

    void setDeaf(boolean deaf) {
        this.deaf = deaf;
    }

    Fd socket() {
        return connection.socket();
    }

    /** How often each event has come: what the client has reached. */
    Map<String, Integer> events() {
        return events;
    }

    List<Announced> globals() {
        return globals;
    }

    Map<String, ClientFile> files() {
        return files;
    }

    /**
     * The object of that label, dead or alive; null where its maker has not been played. "dragged"
     * is what was last offered by a drag.
     */
    Known known(String label) {
        return label.equals("dragged") ? dragged : byLabel.get(label);
    }

    Collection<Known> all() {
        return byLabel.values();
    }

    /** Whether what it says can be told from the requests sent: no raw bytes were. */
    boolean isModelled() {
        return modelled;
    }

    void add(Known known) {
        byLabel.put(known.label, known);
        byId.put(known.id, known);
    }

    /** Whether no other object has been given this one's id since. */
    boolean isHeldBy(Known known) {
        Known holder = byId.get(known.id);
        return holder == null || holder == known;
    }

    int nextId() {
        Integer free = freeIds.pollFirst();
        return free != null ? free : ++lastId;
    }

    MessageWriter begin(int id, int opcode) {
        requests++;
        connection.writer().begin(id, opcode);
        return connection.writer();
    }

    /** An object that the request just written has ended; its id is free when the server says so. */
    void died(Known known) {
        known.alive = false;
    }

    void flush() {
        if (ended) {
            return;
        }
        try {
            connection.flush();
        } catch (IOException hungUp) {
            drain();
            ended = true;
        }
    }

    /** Bytes as they are, behind everything written so far. What they mean is not modelled. */
    void sendRaw(byte[] bytes) {
        modelled = false;
        flush();
        try {
            if (!ended) {
                connection.socket().write(bytes);
            }
        } catch (IOException hungUp) {
            drain();
            ended = true;
        }
    }

    /** Reads what has come, unless the client has stopped listening. */
    void drain() {
        if (deaf && server.isAlive()) {
            return;
        }
        try {
            while (!ended) {
                Connection.Received received = connection.receive();
                while (connection.next()) {
                    if (modelled || connection.objectId() == 1) {
                        deliver();
                    }
                }
                ended |= received == Connection.Received.CLOSED;
                if (received == Connection.Received.NOTHING) {
                    return;
                }
            }
        } catch (IOException | WireException broken) {
            ended = true;
            if (server.isAlive()) {
                throw new AssertionError("the compositor sends what cannot be read", broken);
            }
        }
    }

    private void deliver() {
        Known from = byId.get(connection.objectId());
        if (from == null) {
            throw new AssertionError("event " + connection.opcode() + " of the unknown object "
                    + Integer.toUnsignedString(connection.objectId()));
        }
        Interface type = definitions.named(from.type);
        Message event = type.events().get(connection.opcode());
        MessageReader reader = connection.reader();
        List<Integer> words = new ArrayList<>();
        String text = "";
        for (Argument argument : event.arguments()) {
            switch (argument.type()) {
                case INT, UINT, FIXED, OBJECT -> words.add(reader.readInt());
                case STRING -> text = reader.readNullableString();
                case ARRAY -> reader.readArray();
                case FD -> reader.readFd().close();
                case NEW_ID -> {
                    int id = reader.readNewId();
                    words.add(id);
                    if (Integer.compareUnsigned(id, FIRST_SERVER_ID) < 0) {
                        throw new AssertionError(from + " " + event.name() + " makes id " + id);
                    }
                    add(new Known("s" + offers++, argument.interfaceName(), from.version, id,
                            from.type + "." + event.name()));
                }
                default -> throw new AssertionError(argument.type());
            }
        }
        reader.end();
        if (event.destructor()) {
            from.alive = false;
        }
        note(from, from.type + "." + event.name(), words, text);
    }

    private void note(Known from, String event, List<Integer> words, String text) {
        events.merge(event, 1, Integer::sum);
        switch (event) {
            case "wl_display.error" -> error = "code " + words.get(1) + ": " + text;
            case "wl_display.delete_id" -> {
                Known gone = byId.remove(words.get(0));
                if (gone == null && !modelled) {
                    return;
                }
                if (gone == null) {
                    throw new AssertionError("delete_id of an id that is not in use");
                }
                gone.alive = false;
                freeIds.add(gone.id);
            }
            case "xdg_surface.configure", "xdg_wm_base.ping" -> from.serial = words.get(0);
            case "wl_pointer.enter", "wl_keyboard.enter" -> {
                from.serial = words.get(0);
                inputSerial = words.get(0);
            }
            case "wl_pointer.button", "wl_keyboard.key", "wl_touch.down" -> {
                inputSerial = words.get(0);
                from.facts.put("pressed", 1);
            }
            case "wl_registry.global" ->
                globals.add(new Announced(words.get(0), text, words.get(1)));
            case "xdg_popup.popup_done" -> from.facts.put("done", 1);
            case "wl_data_device.enter" -> {
                Known offer = byId.get(words.get(words.size() - 1));
                if (offer != null) {
                    offer.facts.put("dragged", 1);
                    offer.serial = words.get(0);
                    dragged = offer;
                }
            }
            case "wl_data_device.drop" -> from.facts.put("dropped", 1);
            default -> { }
        }
    }

    @Override
    public void close() {
        ended = true;
        files.values().forEach(ClientFile::close);
        files.clear();
        connection.close();
    }
}
