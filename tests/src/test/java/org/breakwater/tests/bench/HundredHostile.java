package org.breakwater.tests.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One well-behaved client next to many hostile ones, and alone: {@code HundredHostile SECONDS
 * CLIENTS SIDE}. Each client is in another process than the compositor. Fails when the compositor
 * dies, or holds more descriptors or mappings after than before.
 */
final class HundredHostile {
    private final int seconds;
    private final String clients;
    private final String side;
    private int level;

    private HundredHostile(String[] arguments) {
        seconds = Integer.parseInt(arguments[0]);
        clients = arguments[1];
        side = arguments[2];
    }

    public static void main(String[] arguments) throws Exception {
        HundredHostile bench = new HundredHostile(arguments);
        try (Compositor compositor = Compositor.start()) {
            bench.run(compositor);
        }
    }

    private void run(Compositor compositor) throws Exception {
        System.out.println("before                      " + compositor.holds());
        System.out.println("alone                       " + good(compositor));
        System.out.println("alone, again                " + good(compositor));
        level = compositor.descriptors();
        System.out.println("afterwards                  " + compositor.holds());
        beside("busy, but not clients", compositor, "none", List.of());
        beside("hostile", compositor, compositor.socket().toString(), List.of());
        System.out.println("afterwards                  " + compositor.holds());
        beside("hostile, again", compositor, compositor.socket().toString(), List.of());
        System.out.println("afterwards                  " + compositor.holds());
        beside("hostile, SCHED_IDLE", compositor, compositor.socket().toString(),
                List.of("chrt", "-i", "0"));
        System.out.println("afterwards                  " + compositor.holds());
        System.out.println("alone, once more            " + good(compositor));
        if (!compositor.isAlive() || compositor.descriptors() > level) {
            throw new AssertionError("not as before: " + compositor.holds() + "\n" + compositor.log());
        }
    }

    private void beside(String what, Compositor compositor, String socket, List<String> prefix)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(java("HostileFleet", socket, clients, side));
        Process fleet = new ProcessBuilder(command).redirectError(
                ProcessBuilder.Redirect.INHERIT).start();
        BufferedReader out = new BufferedReader(new InputStreamReader(fleet.getInputStream(),
                StandardCharsets.UTF_8));
        out.readLine();
        long processor = compositor.processorMillis();
        String result = good(compositor);
        processor = compositor.processorMillis() - processor;
        fleet.getOutputStream().close();
        String done = out.readLine();
        fleet.waitFor();
        awaitLevel(compositor);
        System.out.printf("beside %s %-20s %s%n    %s; the compositor used %d ms of processor%n",
                clients, what, result, done, processor);
    }

    /** The last of their requests are still being read when they have gone. */
    private void awaitLevel(Compositor compositor) throws IOException, InterruptedException {
        for (int i = 0; i < 200 && compositor.descriptors() > level; i++) {
            Thread.sleep(50);
        }
    }

    private String good(Compositor compositor) throws IOException, InterruptedException {
        Process good = new ProcessBuilder(java("FrameCount", compositor.socket().toString(),
                String.valueOf(seconds))).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String said = new String(good.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        good.waitFor();
        return said.strip();
    }

    private static List<String> java(String name, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                HundredHostile.class.getPackageName() + "." + name));
        command.addAll(List.of(arguments));
        return command;
    }
}
