package org.breakwater.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.breakwater.config.ShmConfig.AfterRegrow;
import org.breakwater.config.ShmConfig.OnTruncation;
import org.breakwater.config.ShmConfig.Strategy;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/**
 * Reads a configuration file. No content makes it throw: what is wrong comes back as
 * {@link ConfigResult.Rejected}, as many errors at once as can be told apart. Has no state.
 */
public final class ConfigReader {
    /** Bytes; a longer file is refused rather than read. */
    static final int LARGEST_FILE = 256 * 1024;

    private static final int FARTHEST_POSITION = 1_000_000;

    private ConfigReader() {
    }

    /** What is read when no file is named: {@code $XDG_CONFIG_HOME/breakwater/config.toml}. */
    public static Path defaultPath(Map<String, String> environment) {
        String base = environment.getOrDefault("XDG_CONFIG_HOME", "");
        if (!base.startsWith("/")) {    // the XDG specification: a relative path is ignored
            String home = environment.getOrDefault("HOME", "");
            base = (home.isEmpty() ? System.getProperty("user.home") : home) + "/.config";
        }
        return Path.of(base, "breakwater", "config.toml");
    }

    /** Reads the file at {@link #defaultPath}; if there is none, that is no error. */
    public static ConfigResult readDefault(Map<String, String> environment) {
        Path file = defaultPath(environment);
        return Files.exists(file)
                ? read(file)
                : new ConfigResult.Loaded(Config.defaults());
    }

    /** Reads {@code file}; one that cannot be read is an error of line 0. */
    public static ConfigResult read(Path file) {
        String name = file.toString();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST_FILE + 1);
            if (bytes.length > LARGEST_FILE) {
                return unreadable(name, "it is longer than " + LARGEST_FILE / 1024 + " KiB");
            }
            return parse(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes))
                    .toString(), name);
        } catch (NoSuchFileException e) {
            return unreadable(name, "there is no such file");
        } catch (AccessDeniedException e) {
            return unreadable(name, "permission denied");
        } catch (CharacterCodingException e) {
            return unreadable(name, "it is not UTF-8");
        } catch (IOException e) {
            return unreadable(name, String.valueOf(e.getMessage()));
        }
    }

    /** Reads {@code source}; {@code name} is what errors call it. */
    public static ConfigResult parse(String source, String name) {
        Document document = new Document(name, source);
        TomlTable table = syntax(document, source);
        if (document.hasErrors()) {
            return document.rejected();
        }
        Config config = read(document, table);
        return document.hasErrors() ? document.rejected() : new ConfigResult.Loaded(config);
    }

    /** The commented default file, which documents every option. */
    public static String defaultText() {
        try (InputStream in = ConfigReader.class.getResourceAsStream("default-config.toml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every option there is, by the name of its table ("" holds the tables themselves). */
    static Map<String, Set<String>> options() {
        Document document = new Document("options", "");
        read(document, Toml.parse(""));
        return document.options();
    }

    private static ConfigResult unreadable(String name, String why) {
        Document document = new Document(name, "");
        document.error(null, "cannot be read: " + why, null);
        return document.rejected();
    }

    private static TomlTable syntax(Document document, String source) {
        try {
            TomlParseResult result = Toml.parse(source);
            for (TomlParseError error : result.errors()) {
                document.error(error.position(), error.getMessage(), null);
            }
            return result;
        } catch (StackOverflowError e) {
            document.error(null, "cannot be read: its values are nested too deeply", null);
        } catch (RuntimeException | AssertionError e) {    // an escape that it does not know, for one
            document.error(null, "cannot be read: the parser failed with " + e, null);
        }
        return null;
    }

    private static Config read(Document document, TomlTable table) {
        TableReader root = document.root(table);
        Config config = new Config(
                shm(root.table("shm")),
                keyboard(root.table("keyboard")),
                outputs(document, root.tables("output")),
                InputReader.inputs(document, root.tables("input")),
                InputReader.switches(root.table("switches")),
                quota(root.table("quota")),
                appearance(root.table("appearance")),
                cursor(root.table("cursor")),
                session(root.table("session")),
                debug(root.table("debug")));
        document.reportUnknown();
        return config;
    }

    private static ShmConfig shm(TableReader in) {
        ShmConfig standard = ShmConfig.defaults();
        return new ShmConfig(
                in.choice("strategy", Strategy.class, standard.strategy()),
                in.choice("after-regrow", AfterRegrow.class, standard.afterRegrow()),
                in.choice("on-truncation", OnTruncation.class, standard.onTruncation()));
    }

    private static KeyboardConfig keyboard(TableReader in) {
        KeyboardConfig standard = KeyboardConfig.defaults();
        return new KeyboardConfig(
                in.text("rules", standard.rules()),
                in.text("model", standard.model()),
                in.text("layout", standard.layout()),
                in.text("variant", standard.variant()),
                in.text("options", standard.options()),
                in.integer("repeat-rate", 0, 1000, standard.repeatRate()),
                in.integer("repeat-delay", 1, 10_000, standard.repeatDelay()));
    }

    private static List<OutputConfig> outputs(Document document, List<TableReader> tables) {
        List<OutputConfig> outputs = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (TableReader in : tables) {
            String name = in.name("name", "as in name = \"DP-1\"");
            OutputConfig output = output(in, name == null ? "" : name);
            if (name != null && !names.add(name)) {
                in.error("name", "there is an output \"" + name + "\" already",
                        "keep one [[output]] for each name");
            }
            outputs.add(output);
        }
        if (tables.isEmpty()) {    // so that the document knows these options in any case
            TableReader absent = document.table("output", null, null);
            absent.text("name", "");
            output(absent, "");
        }
        return outputs;
    }

    private static OutputConfig output(TableReader in, String name) {
        OutputConfig standard = OutputConfig.defaults(name);
        double scale = in.number("scale", 0.25, 10, standard.scale());
        return new OutputConfig(
                name,
                in.parsed("mode", OutputMode::parse, standard.mode()),
                Math.rint(scale * 120) / 120,    // wp_fractional_scale_v1 counts in 120ths
                in.position("position", FARTHEST_POSITION),
                in.choice("transform", OutputTransform.class, standard.transform()),
                in.flag("enabled", standard.enabled()),
                in.flag("adaptive-sync", standard.adaptiveSync()),
                in.integer("max-render-time", 0, 1000, standard.maxRenderTime()));
    }

    private static QuotaConfig quota(TableReader in) {
        QuotaConfig standard = QuotaConfig.defaults();
        return new QuotaConfig(
                in.integer("connections", 1, 1_000_000, standard.connections()),
                in.integer("objects", 100, 1_000_000, standard.objects()),
                in.integer("unsent-kib", 64, 262_144, standard.unsentKib()),
                in.integer("fds", 16, 1_000_000, standard.fds()),
                in.integer("pools", 1, 1_000_000, standard.pools()),
                in.integer("pool-mib", 1, 16_777_216, standard.poolMib()),
                in.integer("buffers", 1, 1_000_000, standard.buffers()),
                in.integer("surfaces", 1, 1_000_000, standard.surfaces()),
                in.integer("subsurfaces", 1, 1_000_000, standard.subsurfaces()),
                in.integer("frame-callbacks", 1, 1_000_000, standard.frameCallbacks()),
                in.integer("waiting-commits", 1, 1_000_000, standard.waitingCommits()),
                in.integer("region-rectangles", 1, 1_000_000, standard.regionRectangles()),
                in.integer("texture-mib", 1, 65_536, standard.textureMib()),
                in.integer("type-kib", 1, 65_536, standard.typeKib()),
                in.integer("icon-mib", 1, 65_536, standard.iconMib()),
                in.integer("keymaps", 1, 1_000_000, standard.keymaps()));
    }

    private static AppearanceConfig appearance(TableReader in) {
        return new AppearanceConfig(
                in.parsed("background", Color::parse, AppearanceConfig.defaults().background()));
    }

    private static CursorConfig cursor(TableReader in) {
        CursorConfig standard = CursorConfig.defaults();
        return new CursorConfig(
                in.text("theme", standard.theme()),
                in.integer("size", 0, 512, standard.size()));
    }

    private static SessionConfig session(TableReader in) {
        SessionConfig standard = SessionConfig.defaults();
        return new SessionConfig(
                in.flag("realtime", standard.realtime()),
                in.texts("start", standard.start()),
                in.flag("autostart", standard.autostart()));
    }

    private static DebugConfig debug(TableReader in) {
        return new DebugConfig(in.flag("overlay", DebugConfig.defaults().overlay()));
    }
}
