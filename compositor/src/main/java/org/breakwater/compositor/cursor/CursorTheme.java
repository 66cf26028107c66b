package org.breakwater.compositor.cursor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.breakwater.wayland.WpCursorShapeDeviceV1.Shape;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cursors of an XCursor theme. A name is looked up in the theme's folder under each directory
 * of the path, then in the themes that it inherits from, and at last in the theme "default"; a shape
 * that is in none of them is drawn by {@link PlainCursor}. What was found is kept.
 */
public final class CursorTheme {
    private static final Logger LOG = LoggerFactory.getLogger(CursorTheme.class);
    private static final int STANDARD_SIZE = 24;
    private static final int LARGEST_SIZE = 512;
    private static final int LARGEST_INDEX = 64 << 10;
    private static final int MOST_THEMES = 32;
    private static final int MOST_KEPT = 256;
    private static final String DEFAULT = "default";
    private static final String PATH =
            "~/.local/share/icons:~/.icons:/usr/share/icons:/usr/share/pixmaps";

    private final List<Path> path;
    private final List<String> themes;
    private final int size;
    private final Map<Key, CursorImages> kept = new HashMap<>();
    private final Set<Path> complainedOf = new HashSet<>();

    private record Key(Shape shape, int pixels) {
    }

    private CursorTheme(List<Path> path, String theme, int size) {
        this.path = path;
        this.size = size;
        this.themes = lineage(theme);
    }

    /**
     * {@code theme}: empty for what {@code XCURSOR_THEME} says; {@code size}: 0 for what {@code
     * XCURSOR_SIZE} says. {@code XCURSOR_PATH} says where to look.
     */
    public static CursorTheme of(String theme, int size, Map<String, String> environment) {
        String name = theme.isEmpty() ? environment.getOrDefault("XCURSOR_THEME", "") : theme;
        int wanted = size == 0 ? number(environment.getOrDefault("XCURSOR_SIZE", "")) : size;
        String home = environment.getOrDefault("HOME", "");
        List<Path> directories = new ArrayList<>();
        for (String each : environment.getOrDefault("XCURSOR_PATH", PATH).split(":")) {
            String expanded = each.startsWith("~/") ? home + each.substring(1) : each;
            if (expanded.startsWith("/")) {
                try {
                    directories.add(Path.of(expanded));
                } catch (InvalidPathException e) {
                    LOG.warn("XCURSOR_PATH: {}", e.getMessage());
                }
            }
        }
        return new CursorTheme(directories, isName(name) ? name : DEFAULT, wanted);
    }

    /** Of a cursor, in logical pixels. */
    public int size() {
        return size;
    }

    /** A shape for an output of this scale; there always is one. */
    public CursorImages images(Shape shape, double scale) {
        int pixels = (int) Math.max(1, Math.min(2 * LARGEST_SIZE, Math.round(size * scale)));
        Key key = new Key(shape, pixels);
        CursorImages images = kept.get(key);
        if (images == null) {
            images = load(shape, pixels);
            if (kept.size() >= MOST_KEPT) {
                kept.clear();
            }
            kept.put(key, images);
        }
        return images;
    }

    private CursorImages load(Shape shape, int pixels) {
        for (String name : ShapeNames.of(shape)) {
            for (String theme : themes) {
                for (Path directory : path) {
                    CursorImages found = read(directory.resolve(theme).resolve("cursors")
                            .resolve(name), pixels);
                    if (found != null) {
                        return found;
                    }
                }
            }
        }
        return PlainCursor.of(shape, pixels);
    }

    private CursorImages read(Path file, int pixels) {
        try {
            byte[] content = content(file, XcursorFile.LARGEST);
            return content == null ? null : XcursorFile.read(content, pixels);
        } catch (CursorFileException | IOException e) {
            if (complainedOf.add(file)) {
                LOG.warn("cursor {}: {}", file, e.getMessage());
            }
            return null;
        }
    }

    /** The theme, those that it inherits from, nearest first, and the default one. */
    private List<String> lineage(String theme) {
        List<String> found = new ArrayList<>(List.of(theme));
        for (int i = 0; i < found.size(); i++) {
            for (String parent : parents(found.get(i))) {
                if (!found.contains(parent) && found.size() < MOST_THEMES) {
                    found.add(parent);
                }
            }
            if (i == found.size() - 1 && !found.contains(DEFAULT)) {
                found.add(DEFAULT);
            }
        }
        return found;
    }

    private List<String> parents(String theme) {
        for (Path directory : path) {
            Path index = directory.resolve(theme).resolve("index.theme");
            try {
                byte[] content = content(index, LARGEST_INDEX);
                if (content != null) {
                    return inherited(new String(content, StandardCharsets.ISO_8859_1));
                }
            } catch (CursorFileException | IOException e) {
                LOG.warn("cursor theme {}: {}", index, e.getMessage());
            }
        }
        return List.of();
    }

    private static List<String> inherited(String index) {
        for (String line : index.lines().toList()) {
            String[] option = line.split("=", 2);
            if (option.length == 2 && option[0].strip().equals("Inherits")) {
                List<String> names = new ArrayList<>();
                for (String name : option[1].split("[,;:\\s]+")) {
                    if (isName(name)) {
                        names.add(name);
                    }
                }
                return names;
            }
        }
        return List.of();
    }

    /** Null where there is no such file; never of a pipe, or anything else that could block. */
    private static byte[] content(Path file, int most) throws IOException, CursorFileException {
        if (!Files.isRegularFile(file)) {
            return null;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(most + 1);
            if (content.length > most) {
                throw new CursorFileException("it is larger than " + most + " bytes");
            }
            return content;
        }
    }

    /** What is one step of a path. */
    private static boolean isName(String name) {
        return !name.isEmpty() && !name.startsWith(".") && name.indexOf('/') < 0
                && name.indexOf('\0') < 0;
    }

    private static int number(String text) {
        return text.matches("[1-9][0-9]{0,2}") ? Math.min(LARGEST_SIZE, Integer.parseInt(text))
                : STANDARD_SIZE;
    }
}
