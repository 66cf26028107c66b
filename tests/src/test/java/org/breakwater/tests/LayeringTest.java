package org.breakwater.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may import whom: the rules of the design, read off every source file of the product. */
class LayeringTest {
    private static final Pattern NAME = Pattern.compile("(?:org|io|jnr|com|info)(?:\\.\\w+)+");
    private static final Map<Path, List<String>> USED = new LinkedHashMap<>();
    private static Path root;

    @BeforeAll
    static void readSources() throws IOException {
        root = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(root.resolve("compositor"))) {
            root = root.getParent();
        }
        for (String module : List.of("config", "shm", "render", "compositor", "protocol/runtime",
                "protocol/scanner")) {
            try (Stream<Path> files = Files.walk(root.resolve(module).resolve("src/main/java"))) {
                files.filter(f -> f.toString().endsWith(".java"))
                        .forEach(f -> USED.put(root.relativize(f), namesIn(f)));
            }
        }
        assertTrue(USED.size() > 150, "only " + USED.size() + " sources were found under " + root);
    }

    @Test
    void configImportsNoModuleOfTheProject() {
        forbid("config/", name -> ours(name) && !name.startsWith("org.breakwater.config"));
    }

    @Test
    void protocolImportsNoModuleOfTheProject() {
        forbid("protocol/runtime/", name -> ours(name)
                && !name.startsWith("org.breakwater.protocol.")
                && !name.startsWith("org.breakwater.wayland"));
        forbid("protocol/scanner/",
                name -> ours(name) && !name.startsWith("org.breakwater.protocol.scanner")
                        && !name.startsWith("org.breakwater.wayland")
                        // The names of the runtime's classes, in the code that it writes.
                        && !name.startsWith("org.breakwater.protocol."));
    }

    @Test
    void withinProtocolTheWireAndTheLoopKnowNothingAboveThem() {
        forbid("protocol/runtime/src/main/java/org/breakwater/protocol/ffi/",
                name -> ours(name) && !name.startsWith("org.breakwater.protocol.ffi"));
        forbid("protocol/runtime/src/main/java/org/breakwater/protocol/wire/",
                name -> ours(name) && !name.startsWith("org.breakwater.protocol.wire")
                        && !name.startsWith("org.breakwater.protocol.ffi"));
        forbid("protocol/runtime/src/main/java/org/breakwater/protocol/loop/",
                name -> ours(name) && !name.startsWith("org.breakwater.protocol.loop"));
        forbid("protocol/runtime/src/main/java/org/breakwater/protocol/client/",
                in("org.breakwater.protocol.server", "org.breakwater.wayland.server"));
        forbid("protocol/runtime/src/main/java/org/breakwater/protocol/server/",
                in("org.breakwater.protocol.client", "org.breakwater.wayland.client"));
    }

    @Test
    void shmImportsOnlyProtocol() {
        forbid("shm/", in("org.breakwater.render", "org.breakwater.config",
                "org.breakwater.compositor"));
    }

    @Test
    void renderImportsNoModuleOfTheProject() {
        forbid("render/", name -> ours(name) && !name.startsWith("org.breakwater.render"));
    }

    @Test
    void onlyGlAndEglTouchOpenGl() {
        forbidExcept("", "render/src/main/java/org/breakwater/render/(gl|egl)/.*",
                in("org.lwjgl"));
    }

    @Test
    void onlyTheLoopTouchesNetty() {
        forbidExcept("", "protocol/runtime/src/main/java/org/breakwater/protocol/loop/.*",
                in("io.netty"));
    }

    @Test
    void systemCallsAreMadeInNativeClassesOnly() {
        List<String> wrong = new ArrayList<>();
        USED.forEach((file, names) -> {
            boolean declares = names.stream().anyMatch(in("org.breakwater.protocol.ffi",
                    "com.kenai.jffi"));
            if (declares && !file.getFileName().toString().matches("(Native|package-info).*")) {
                wrong.add(file.toString());
            }
        });
        assertEquals(List.of(), wrong);
    }

    /** Each would cost more to start than everything else that it is for. */
    @Test
    void noClassesAreGeneratedForSystemCalls() {
        forbid("", in("jnr.ffi.LibraryLoader", "jnr.ffi.types"));
    }

    @Test
    void surfacesKnowNeitherShellNorDesktopNorScene() {
        forbid(compositor("surface"), in("org.breakwater.compositor.xdg",
                "org.breakwater.compositor.desktop", "org.breakwater.compositor.glue",
                "org.breakwater.compositor.seat", "org.breakwater.compositor.output",
                "org.breakwater.render.scene"));
    }

    @Test
    void theDesktopKnowsWindowsOnly() {
        forbid(compositor("desktop"), name -> ours(name)
                && !name.startsWith("org.breakwater.compositor.desktop")
                && !name.startsWith("org.breakwater.render.geometry")
                && !name.startsWith("org.breakwater.protocol.loop"));
    }

    @Test
    void theShellKnowsNeitherDesktopNorSceneNorSeat() {
        forbid(compositor("xdg"), in("org.breakwater.compositor.desktop",
                "org.breakwater.compositor.glue", "org.breakwater.compositor.seat",
                "org.breakwater.render.scene"));
    }

    @Test
    void backendsKnowNoServerSideProtocol() {
        forbid(compositor("backend"), in("org.breakwater.protocol.server",
                "org.breakwater.wayland.server", "org.breakwater.compositor.surface",
                "org.breakwater.compositor.xdg", "org.breakwater.compositor.glue"));
    }

    @Test
    void gbmKnowsNeitherCardsNorParents() {
        forbid(compositor("backend/gbm"), name -> ours(name)
                && !name.startsWith("org.breakwater.compositor.backend.gbm")
                && !name.startsWith("org.breakwater.protocol.ffi")
                && !name.startsWith("org.breakwater.protocol.wire")
                && !name.startsWith("org.breakwater.render"));
        forbidExcept("", "compositor/src/main/java/org/breakwater/compositor/"
                + "(backend/(gbm|drm|wayland)/.*|[A-Z]\\w*\\.java)", in("org.breakwater.compositor.backend.gbm"));
    }

    @Test
    void backendsOfScreensAndOfWindowsKnowNothingOfEachOther() {
        forbid(compositor("backend/drm"), in("org.breakwater.compositor.backend.wayland",
                "org.breakwater.compositor.backend.headless"));
        forbid(compositor("backend/wayland"), in("org.breakwater.compositor.backend.drm",
                "org.breakwater.compositor.backend.headless"));
        forbid(compositor("backend/headless"), in("org.breakwater.compositor.backend.drm",
                "org.breakwater.compositor.backend.wayland"));
    }

    @Test
    void onlyTheTopImportsTheGlue() {
        forbidExcept("compositor/",
                "compositor/src/main/java/org/breakwater/compositor/(glue/.*|[A-Z]\\w*\\.java)",
                in("org.breakwater.compositor.glue"));
    }

    @Test
    void onlyTheTopImportsTheServer() {
        forbidExcept("compositor/",
                "compositor/src/main/java/org/breakwater/compositor/([A-Z]\\w*\\.java|cli/.*)",
                in("org.breakwater.compositor.Server"));
    }

    @Test
    void filesAreSmall() {
        List<String> large = new ArrayList<>();
        for (Path file : USED.keySet()) {
            int lines = read(root.resolve(file)).split("\n", -1).length;
            if (lines > 600) {
                large.add(file + ": " + lines + " lines");
            }
        }
        assertEquals(List.of(), large);
    }

    @Test
    void everyPackageSaysWhatItIs() {
        List<String> silent = USED.keySet().stream().map(Path::getParent).distinct()
                .filter(folder -> !Files.exists(root.resolve(folder).resolve("package-info.java")))
                .map(Path::toString).toList();
        assertEquals(List.of(), silent);
    }

    private static String compositor(String folder) {
        return "compositor/src/main/java/org/breakwater/compositor/" + folder + "/";
    }

    private static void forbid(String under, Predicate<String> forbidden) {
        forbidExcept(under, "", forbidden);
    }

    private static void forbidExcept(String under, String allowedFiles,
            Predicate<String> forbidden) {
        List<String> wrong = new ArrayList<>();
        int looked = 0;
        for (Map.Entry<Path, List<String>> source : USED.entrySet()) {
            String file = source.getKey().toString();
            if (file.startsWith(under) && !file.matches(allowedFiles)) {
                looked++;
                source.getValue().stream().filter(forbidden)
                        .forEach(name -> wrong.add(file + " uses " + name));
            }
        }
        assertTrue(looked > 0, "nothing is under " + under);
        assertEquals(List.of(), wrong);
    }

    private static boolean ours(String name) {
        return name.startsWith("org.breakwater.");
    }

    private static Predicate<String> in(String... packages) {
        return name -> Stream.of(packages).anyMatch(p -> name.equals(p) || name.startsWith(p
                + "."));
    }

    /** Qualified names in imports and in the code; what javadoc mentions does not count. */
    private static List<String> namesIn(Path file) {
        String code = read(file).replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("(?m)//.*$", "")
                .replaceAll("(?m)^package .*$", "");
        List<String> names = new ArrayList<>();
        Matcher matcher = NAME.matcher(code);
        while (matcher.find()) {
            names.add(matcher.group());
        }
        return names;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
