package org.breakwater.tests.fuzz;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.breakwater.protocol.scanner.Message;

/**
 * Draws a sequence step by step while it is played, for what can be asked next depends on what has
 * been answered. What it drew is kept, to be played again and to be made smaller.
 */
final class Generator {
    private static final int CLIENTS = 3;
    private static final int WILD = 400;
    private static final double[] SCALES = {1, 1.25, 1.5, 2, 3};

    private final Random random;
    private final Player player;
    private final Definitions definitions;
    private final Conditions conditions = new Conditions();
    private final Arguments arguments;
    private final Recipes recipes;
    private final Map<String, Deque<String>> planned = new HashMap<>();
    private final List<String> played = new ArrayList<>();

    Generator(long seed, Definitions definitions, Player player) {
        this.random = new Random(seed);
        this.player = player;
        this.definitions = definitions;
        this.arguments = new Arguments(random, definitions, conditions);
        this.recipes = new Recipes(random, arguments);
    }

    /** What has been drawn so far, the step that failed the last of it. */
    List<String> played() {
        return played;
    }

    void play(int steps) throws IOException {
        for (int i = 0; i < CLIENTS; i++) {
            play("connect " + i + " " + (random.nextInt(3) == 0 ? random.nextInt(100) : 0));
        }
        while (played.size() < steps) {
            play(next());
        }
    }

    private void play(String step) throws IOException {
        played.add(step);
        player.play(step);
    }

    private String next() {
        String name = String.valueOf(random.nextInt(CLIENTS));
        FuzzClient client = player.client(name);
        if (client == null || client.hasEnded()) {
            planned.remove(name);
            return "connect " + name + " " + (random.nextInt(3) == 0 ? random.nextInt(100) : 0);
        }
        int kind = random.nextInt(1_000);
        if (kind < 100) {
            return "turn";
        }
        if (kind < 150) {
            return kind < 145 ? "frame" : "tick " + random.nextInt(3_000);
        }
        if (kind < 200) {
            return input();
        }
        if (kind < 205) {
            return random.nextBoolean() ? "output " + SCALES[random.nextInt(SCALES.length)] + " "
                    + random.nextInt(8) : "mode " + (1 + random.nextInt(200)) + " "
                    + (1 + random.nextInt(200));
        }
        if (kind < 225) {
            return misbehaviour(name, client);
        }
        Deque<String> plan = planned.computeIfAbsent(name, n -> new ArrayDeque<>());
        if (plan.isEmpty() && random.nextInt(40) == 0) {
            recipes.draw(name, client).stream().filter(step -> isSpoken(client, step))
                    .forEach(plan::add);
        }
        if (!plan.isEmpty() && isRefused(client, plan.peek())) {
            plan.clear();
        }
        if (!plan.isEmpty() && random.nextInt(8) != 0) {
            return plan.poll();
        }
        boolean wild = random.nextInt(WILD) == 0;
        for (int attempts = 0; attempts < 50; attempts++) {
            String request = request(client, wild);
            if (request != null) {
                return name + " " + request;
            }
        }
        return "turn";
    }

    /** Whether the versions that the client has bound know the request. */
    private boolean isSpoken(FuzzClient client, String step) {
        String[] words = step.split(" ");
        if (!Character.isDigit(words[0].charAt(0))) {
            return true;
        }
        int dot = words[1].lastIndexOf('.');
        String type = words[1].substring(0, words[1].indexOf('#'));
        String request = words[1].substring(dot + 1);
        Known factory = client.known(switch (type) {
            case "wl_data_source", "wl_data_device", "wl_data_offer" -> "wl_data_device_manager";
            case "xdg_popup", "xdg_positioner", "xdg_surface", "xdg_toplevel" -> "xdg_wm_base";
            default -> "wl_display";
        });
        int opcode = definitions.opcode(type, request);
        return factory.is("wl_display")
                || definitions.named(type).requests().get(opcode).since() <= factory.version;
    }

    /** The configure that the plan goes on from has not come: the window or popup was not granted. */
    private static boolean isRefused(FuzzClient client, String step) {
        if (!step.contains(".ack_configure ")) {
            return false;
        }
        Known xdgSurface = client.known(step.substring(step.lastIndexOf(':') + 1));
        return xdgSurface == null || xdgSurface.serial == 0
                || xdgSurface.fact("acked") == xdgSurface.serial;
    }

    private String request(FuzzClient client, boolean wild) {
        List<Known> all = new ArrayList<>(client.all());
        Known target = all.get(random.nextInt(all.size()));
        List<Message> requests = definitions.named(target.type).requests();
        if (wild && random.nextInt(20) == 0) {
            return target + ".!" + random.nextInt(40);
        }
        if (requests.isEmpty() || !target.alive && (!wild || random.nextInt(4) != 0)) {
            return null;
        }
        Message message = requests.get(random.nextInt(requests.size()));
        int weight = wild ? 20 : conditions.weight(client, target, message);
        if (weight <= random.nextInt(20)) {
            return null;
        }
        String words = arguments.draw(client, target, message, wild);
        if (words == null) {
            return null;
        }
        return target + "." + message.name() + (words.isEmpty() ? "" : " " + words);
    }

    private String input() {
        int x = random.nextInt(2 * World.WIDTH + 20) - 10;
        int y = random.nextInt(World.HEIGHT + 20) - 10;
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> "move " + x + " " + y;
            case 3, 4 -> "button " + (272 + random.nextInt(2)) + " " + random.nextInt(2);
            case 5 -> "axis " + (random.nextInt(31) - 15);
            case 6 -> "key " + (random.nextInt(4) == 0 ? random.nextInt(250) : 30) + " "
                    + random.nextInt(2);
            case 7 -> "down " + random.nextInt(3) + " " + x + " " + y;
            case 8 -> "drag " + random.nextInt(3) + " " + x + " " + y;
            default -> "up " + random.nextInt(3);
        };
    }

    private String misbehaviour(String name, FuzzClient client) {
        List<String> files = new ArrayList<>(client.files().keySet());
        int kind = random.nextInt(100);
        if (kind < 80) {
            if (files.isEmpty()) {
                return "turn";
            }
            String file = files.get(random.nextInt(files.size()));
            long size = random.nextBoolean() ? random.nextInt(5_000) : arguments.fileSize();
            return kind < 65 ? "truncate " + name + " " + file + " " + size
                    : "punch " + name + " " + file + " 0 4096";
        }
        if (kind < 97) {
            return "deaf " + name + " " + (kind < 82 ? 1 : 0);
        }
        if (kind < 99) {
            return "close " + name;
        }
        StringBuilder hex = new StringBuilder();
        for (int i = 1 + random.nextInt(20); i > 0; i--) {
            hex.append(String.format("%02x", random.nextInt(3) == 0 ? random.nextInt(256) : 0));
        }
        return "raw " + name + " " + hex;
    }
}
