package org.breakwater.compositor;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.breakwater.compositor.cursor.CursorTheme;
import org.breakwater.compositor.ipc.LoopCall;
import org.breakwater.compositor.ipc.RefusedException;
import org.breakwater.compositor.seat.KeyRepeat;
import org.breakwater.compositor.seat.xkb.Keymap;
import org.breakwater.compositor.seat.xkb.KeymapException;
import org.breakwater.config.Config;
import org.breakwater.config.ConfigResult;
import org.breakwater.config.CursorConfig;
import org.breakwater.config.KeyboardConfig;

/**
 * Reads the configuration again while the session goes on. The thread of whoever asked reads it, and makes what takes
 * long to make; a file with an error changes nothing. Then the loop puts all of it into force in one of its turns, and
 * the answer tells what has changed, and what will only with the next session.
 */
final class Reload {
    private final Server server;
    private final Supplier<ConfigResult> file;
    private final ReentrantLock reading = new ReentrantLock();

    /** What a configuration needs that takes long to make; null: what there is stays. */
    private record Made(Keymap keymap, CursorTheme theme) {
    }

    /** {@code file}: reads it, on any thread. */
    Reload(Server server, Supplier<ConfigResult> file) {
        this.server = server;
        this.file = file;
    }

    /** Does it; on another thread than the loop's. */
    JsonElement read() {
        if (!reading.tryLock()) {
            throw new RefusedException("the configuration is being read already");
        }
        try {
            ConfigResult result = file.get();
            if (result instanceof ConfigResult.Rejected rejected) {
                throw new RefusedException(rejected.render());
            }
            Config before = server.config();
            Config next = ((ConfigResult.Loaded) result).config();
            CursorTheme theme = theme(before.cursor(), next.cursor());
            Made made = new Made(keymap(before.keyboard(), next.keyboard()), theme);
            return LoopCall.await(server.loop(), "changing the configuration",
                    () -> new Change(server, next, made).apply());
        } finally {
            reading.unlock();
        }
    }

    private static Keymap keymap(KeyboardConfig before, KeyboardConfig next) {
        if (names(before).equals(names(next))) {
            return null;
        }
        try {
            return Keymap.compile(next.rules(), next.model(), next.layout(), next.variant(), next.options());
        } catch (KeymapException wrong) {
            throw new RefusedException(wrong.getMessage());
        }
    }

    private static List<String> names(KeyboardConfig keys) {
        return List.of(keys.rules(), keys.model(), keys.layout(), keys.variant(), keys.options());
    }

    private static CursorTheme theme(CursorConfig before, CursorConfig next) {
        return next.equals(before) ? null : CursorTheme.of(next.theme(), next.size(), System.getenv());
    }

    /** What is different in one configuration from that in force, table by table. Loop thread. */
    private static final class Change {
        private final Server server;
        private final Config before;
        private final Config next;
        private final Made made;
        private final List<String> changed = new ArrayList<>();
        private final List<String> later = new ArrayList<>();
        private final List<String> failed = new ArrayList<>();

        Change(Server server, Config next, Made made) {
            this.server = server;
            this.before = server.config();
            this.next = next;
            this.made = made;
        }

        JsonElement apply() {
            server.setConfig(next);
            table("shm", before.shm(), next.shm(), () -> server.mapper().setPolicy(ShmPolicy.of(next.shm())));
            table("keyboard", before.keyboard(), next.keyboard(), this::keyboard);
            table("quota", before.quota(), next.quota(), this::quota);
            table("appearance", before.appearance(), next.appearance(),
                    () -> server.layers().setBackground(next.appearance().background().rgba()));
            table("cursor", before.cursor(), next.cursor(), () -> server.setCursorTheme(made.theme()));
            table("debug", before.debug(), next.debug(), () -> server.showOverlay(next.debug().overlay()));
            table("input", before.inputs(), next.inputs(), this::devices);
            table("switches", before.switches(), next.switches(), () -> {
                devices();
                server.backend().configure(before, new ArrayList<>());      // the lid may be closed
            });
            table("output", before.outputs(), next.outputs(),
                    () -> server.backend().configure(before, later));
            if (!before.session().equals(next.session())) {
                later.add("session");
            }
            JsonObject answer = new JsonObject();
            answer.add("changed", array(changed));
            answer.add("needs-restart", array(later));
            if (!failed.isEmpty()) {
                answer.add("failed", array(failed));
            }
            return answer;
        }

        private void table(String name, Object was, Object is, Runnable change) {
            if (was.equals(is)) {
                return;
            }
            try {
                change.run();
                changed.add(name);
            } catch (Throwable thrown) {
                failed.add(name);
                server.loop().failed("changing [" + name + "]", thrown);
            }
        }

        private void keyboard() {
            if (made.keymap() != null) {
                server.seat().keyboard().setKeymap(made.keymap());
            }
            server.seat().keyboard().setRepeat(
                    new KeyRepeat(next.keyboard().repeatRate(), next.keyboard().repeatDelay()));
        }

        private void quota() {
            long files = OpenFiles.limit();
            server.display().setQuotas(QuotaPolicy.of(next.quota(), files),
                    QuotaPolicy.together(next.quota(), files, Native.memory()));
            server.display().limitClients(QuotaPolicy.connections(next.quota(), files));
        }

        private void devices() {
            if (server.devices() != null) {
                server.devices().configure(next);
            }
        }

        private static JsonArray array(List<String> names) {
            JsonArray array = new JsonArray();
            names.forEach(array::add);
            return array;
        }
    }
}
