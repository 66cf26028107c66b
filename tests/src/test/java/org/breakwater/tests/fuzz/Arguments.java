package org.breakwater.tests.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.breakwater.protocol.scanner.Argument;
import org.breakwater.protocol.scanner.Entry;
import org.breakwater.protocol.scanner.Interface;
import org.breakwater.protocol.scanner.Message;

/** Draws the arguments of requests: mostly such as a working client would send, some wild. */
final class Arguments {
    private static final int[] BOUNDARIES = {0, 1, -1, 2, 255, 256, 4095, 4096, 65_535, 65_536,
        Integer.MAX_VALUE, Integer.MIN_VALUE, Integer.MAX_VALUE - 1, Integer.MIN_VALUE + 1,
        1 << 30, 0x7fff_ff00, 0x8000_00ff, -256, 16_384, 32_767};
    private static final String IMPOSSIBLE = "-";
    private static final int[] NEVER_FREE = {0, 1, 0xff00_0000, 0xffff_ffff, 500_000};
    private static final int[] LENGTHS = {0, 1, 2, 3, 4, 5, 7, 8, 31, 255, 1000, 1023, 3500};
    private static final long[] FILE_SIZES = {0, 1, 4095, 4096, 4097, 8192, 36_864, 1 << 20,
        1L << 31};

    private final Random random;
    private final Definitions definitions;
    private final Conditions conditions;
    private int labels;

    Arguments(Random random, Definitions definitions, Conditions conditions) {
        this.random = random;
        this.definitions = definitions;
        this.conditions = conditions;
    }

    /** A label that nothing has had. */
    String label() {
        return String.valueOf(++labels);
    }

    /** The words of one request, or null when the client has not what it takes. */
    String draw(FuzzClient client, Known target, Message message, boolean wild) {
        Interface type = definitions.named(target.type);
        List<String> words = new ArrayList<>();
        List<Argument> arguments = message.arguments();
        int spoilt = wild && !arguments.isEmpty() ? random.nextInt(arguments.size()) : -1;
        String whole = special(client, target, message);
        if (whole != null && !wild) {
            return whole.equals(IMPOSSIBLE) ? null : whole;
        }
        for (int i = 0; i < arguments.size(); i++) {
            String word = i == spoilt ? wild(client, arguments.get(i))
                    : plain(client, target, type, message, arguments.get(i));
            if (word == null) {
                return null;
            }
            words.add(word);
        }
        if (wild && random.nextInt(6) == 0) {
            words.add("w:" + boundary());
        }
        return String.join(" ", words);
    }

    /** A file, new or one sent before. */
    String file(FuzzClient client, boolean good, long size) {
        List<String> before = new ArrayList<>(client.files().keySet());
        if (!before.isEmpty() && (before.size() > 24 || random.nextInt(4) == 0)) {
            return "h:" + before.get(random.nextInt(before.size())) + ":memfd:0";
        }
        String kind = good ? ClientFile.KINDS.get(random.nextInt(4))
                : ClientFile.KINDS.get(random.nextInt(ClientFile.KINDS.size()));
        return "h:f" + label() + ":" + kind + ":" + size;
    }

    long fileSize() {
        return FILE_SIZES[random.nextInt(FILE_SIZES.length)];
    }

    int boundary() {
        return random.nextInt(8) == 0 ? random.nextInt() : BOUNDARIES[random.nextInt(BOUNDARIES.length)];
    }

    /** Requests whose arguments depend on each other. */
    private String special(FuzzClient client, Known target, Message message) {
        return switch (target.type + "." + message.name()) {
            case "wl_shm.create_pool" -> {
                int size = 4096 * (1 + random.nextInt(9));
                boolean lie = random.nextInt(4) == 0;
                yield "n:" + label() + " " + file(client, true, lie ? fileSize() : size) + " i:" + size;
            }
            case "wl_shm_pool.create_buffer" -> {
                int width = 12 * (1 + random.nextInt(3));
                int height = 12 * (1 + random.nextInt(3));
                int room = target.fact("size") - width * height * 4;
                yield room < 0 ? IMPOSSIBLE : "n:" + label() + " i:" + 4 * random.nextInt(room / 4 + 1)
                        + " i:" + width + " i:" + height + " i:" + width * 4 + " i:" + random.nextInt(2);
            }
            case "wl_shm_pool.resize" -> "i:" + (target.fact("size") + random.nextInt(3) * 4096);
            case "xdg_surface.ack_configure", "xdg_wm_base.pong" -> "v:" + target.label;
            case "wp_viewport.set_source" -> random.nextBoolean() ? "i:-256 i:-256 i:-256 i:-256"
                    : "i:0 i:0 i:" + 256 * (1 + random.nextInt(10)) + " i:" + 256 * (1 + random.nextInt(10));
            case "wl_data_offer.accept" -> "v:" + target.label + " t:text/plain";
            case "wl_registry.bind" -> {
                List<FuzzClient.Announced> all = client.globals();
                FuzzClient.Announced one = all.get(random.nextInt(all.size()));
                yield "i:" + one.name() + " t:" + one.type() + " i:"
                        + (1 + random.nextInt(one.version())) + " n:" + label();
            }
            default -> null;
        };
    }

    private String plain(FuzzClient client, Known target, Interface type, Message message,
            Argument argument) {
        String key = target.type + "." + message.name() + "." + argument.name();
        return switch (argument.type()) {
            case INT, UINT -> argument.name().equals("serial") ? "v:input"
                    : "i:" + number(key, type, argument);
            case FIXED -> "i:" + fixed();
            case STRING -> random.nextInt(3) == 0 ? "s:" + LENGTHS[random.nextInt(LENGTHS.length)]
                    : argument.nullable() && random.nextInt(3) == 0 ? "t:-" : "t:text/plain";
            case ARRAY -> "b:" + LENGTHS[random.nextInt(LENGTHS.length)];
            case FD -> file(client, false, fileSize());
            case NEW_ID -> argument.interfaceName() == null
                    ? "t:wl_seat i:" + (1 + random.nextInt(9)) + " n:" + label() : "n:" + label();
            case OBJECT -> object(client, target, message, argument);
        };
    }

    private int number(String key, Interface type, Argument argument) {
        List<Entry> entries = definitions.entries(type, argument);
        if (!entries.isEmpty()) {
            if (definitions.isBits(type, argument)) {
                int bits = 0;
                for (Entry entry : entries) {
                    bits |= random.nextBoolean() ? entry.value() : 0;
                }
                return bits;
            }
            return entries.get(random.nextInt(entries.size())).value();
        }
        return conditions.number(random, key);
    }

    private int fixed() {
        return random.nextInt(40) * 256 + (random.nextInt(4) == 0 ? random.nextInt(256) : 0);
    }

    private String object(FuzzClient client, Known target, Message message, Argument argument) {
        if (argument.nullable() && random.nextInt(4) == 0) {
            return "o:0";
        }
        List<Known> fitting = new ArrayList<>();
        for (Known known : client.all()) {
            if (known.alive && known.is(argument.interfaceName())
                    && conditions.fits(client, target, message, argument, known)) {
                fitting.add(known);
            }
        }
        if (fitting.isEmpty()) {
            return argument.nullable() ? "o:0" : null;
        }
        return "o:" + fitting.get(random.nextInt(fitting.size())).label;
    }

    private String wild(FuzzClient client, Argument argument) {
        return switch (argument.type()) {
            case INT, UINT, FIXED -> "i:" + boundary();
            case STRING -> random.nextBoolean() ? "t:-" : "s:" + LENGTHS[random.nextInt(LENGTHS.length)];
            case ARRAY -> "b:" + LENGTHS[random.nextInt(LENGTHS.length)];
            case FD -> file(client, false, fileSize());
            case NEW_ID -> "i:" + NEVER_FREE[random.nextInt(NEVER_FREE.length)];
            case OBJECT -> {
                List<Known> all = new ArrayList<>(client.all());
                yield random.nextInt(4) == 0 ? "o:0" : "o:" + all.get(random.nextInt(all.size())).label;
            }
        };
    }
}
