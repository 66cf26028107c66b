package org.breakwater.tests.fuzz;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.protocol.scanner.Argument;
import org.breakwater.protocol.scanner.ArgumentType;
import org.breakwater.protocol.scanner.Message;
import org.breakwater.protocol.wire.MessageWriter;

/** Turns the words of one request's step into its message, and notes in the model what it did. */
final class Encoder {
    private static final int FIRST_ARGUMENT = 2;

    private final FuzzClient client;
    private final Known target;
    private final Message message;
    private final List<Known> objects = new ArrayList<>();
    private final List<Known> made = new ArrayList<>();
    private final List<Integer> numbers = new ArrayList<>();
    private String text;

    /** {@code message}: null for an opcode that has none. */
    Encoder(FuzzClient client, Known target, Message message) {
        this.client = client;
        this.target = target;
        this.message = message;
    }

    /** Whether all that it names has been made. */
    boolean isPlayable(String[] words) throws IOException {
        if (!client.isHeldBy(target)) {
            return false;       // the model would take the new owner's life for the old one's
        }
        for (int i = FIRST_ARGUMENT; i < words.length; i++) {
            String value = words[i].substring(2);
            char kind = words[i].charAt(0);
            boolean named = kind == 'o' && !value.equals("0") || kind == 'v' && !value.equals("input");
            if (named && client.known(value) == null) {
                return false;
            }
            if (kind == 'h') {
                file(value);
            }
        }
        return true;
    }

    void write(MessageWriter out, String[] words) throws IOException {
        for (int i = FIRST_ARGUMENT; i < words.length; i++) {
            put(out, words[i].charAt(0), words[i].substring(2));
        }
        out.end();
    }

    /** Remembers what later requests depend on. */
    void note() {
        String name = message.name();
        List<Known> parents = new ArrayList<>(List.of(target));
        objects.stream().filter(o -> o != null).forEach(parents::add);
        made.forEach(known -> known.parents = parents);
        int first = numbers.isEmpty() ? 1 : numbers.get(0);
        target.facts.put(name, objects.isEmpty() ? first : objects.get(0) == null ? 0 : 1);
        if (name.equals("ack_configure")) {
            target.facts.put("acked", target.serial);
        }
        int next = 0;
        for (Argument argument : message.arguments()) {
            if (argument.type() == ArgumentType.OBJECT && next < objects.size()) {
                Known object = objects.get(next++);
                if (object != null) {
                    object.facts.put(name + "." + argument.name(), 1);
                }
            }
        }
        if (made.size() == 1 && name.equals("create_buffer") && numbers.size() >= 3) {
            made.get(0).facts.put("width", numbers.get(1));
            made.get(0).facts.put("height", numbers.get(2));
        }
        if (made.size() == 1 && name.equals("create_pool") && !numbers.isEmpty()) {
            made.get(0).facts.put("size", numbers.get(0));
        }
        if (name.equals("resize") && target.is("wl_shm_pool") && !numbers.isEmpty()) {
            target.facts.put("size", numbers.get(0));
        }
    }

    private void put(MessageWriter out, char kind, String value) throws IOException {
        switch (kind) {
            case 'i' -> {
                numbers.add(Integer.parseInt(value));
                out.putInt(Integer.parseInt(value));
            }
            case 'w' -> out.putInt(Integer.parseInt(value));
            case 'v' -> out.putInt(value.equals("input") ? client.inputSerial()
                    : client.known(value).serial);
            case 's' -> out.putString("x".repeat(Integer.parseInt(value)));
            case 't' -> {
                text = value.equals("-") ? null : value;
                out.putString(text);
            }
            case 'b' -> out.putArray(new byte[Integer.parseInt(value)]);
            case 'h' -> out.putFd(file(value).fd());
            case 'o' -> {
                Known object = value.equals("0") ? null : client.known(value);
                objects.add(object);
                out.putObjectId(object == null ? 0 : object.id);
            }
            case 'n' -> out.putNewId(make(value).id);
            default -> throw new IllegalArgumentException(kind + ":" + value);
        }
    }

    private Known make(String label) {
        String type = text != null ? text : "wl_callback";      // text: as in wl_registry.bind
        for (Argument argument : message == null ? List.<Argument>of() : message.arguments()) {
            if (argument.type() == ArgumentType.NEW_ID && argument.interfaceName() != null) {
                type = argument.interfaceName();
            }
        }
        int version = target.is("wl_registry") && numbers.size() > 1 ? numbers.get(1) : target.version;
        Known known = new Known(label, type, version, client.nextId(), target.type + "." + (message == null ? "?" : message.name()));
        client.add(known);
        made.add(known);
        return known;
    }

    /** {@code label:kind:size}; made when it is first named. */
    private ClientFile file(String value) throws IOException {
        String[] parts = value.split(":");
        ClientFile file = client.files().get(parts[0]);
        if (file == null) {
            file = ClientFile.make(parts[1], Long.parseLong(parts[2]), client.socket());
            client.files().put(parts[0], file);
        }
        return file;
    }

}
