package org.breakwater.tests.nested;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.breakwater.compositor.backend.PointerHold;
import org.breakwater.compositor.seat.Keyboard;
import org.breakwater.compositor.seat.xkb.KeyState;
import org.breakwater.protocol.client.ClientDisplay;
import org.breakwater.protocol.wire.MessageWriter;
import org.breakwater.shm.Memfd;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.PaintedDmabufs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A parent that does not listen, says too much, or what cannot be: our clients are served, or it is the end, and told. */
@ExtendWith(FdLeakExtension.class)
class BadParentTest {
    /** What a socket holds, and as much again for what is waiting to be put there. */
    private static final int MUCH = 1 << 20;

    @TempDir
    Path folder;

    @FunctionalInterface
    private interface Scene {
        void play(WireParent parent, NestedSession session) throws IOException;
    }

    private void run(Scene scene) throws IOException {
        try (WireParent parent = new WireParent(folder.resolve("parent"), PaintedDmabufs.DEVICE)
                .with("zwp_linux_dmabuf_v1", 0).with("wp_presentation", 1)) {
            parent.start();
            try (NestedSession session = new NestedSession(folder.resolve("parent"))) {
                session.drawUntil("a frame", () -> parent.count("wl_surface.attach") > 0);
                session.await("a pointer", () -> !parent.find("wl_pointer").isEmpty());
                scene.play(parent, session);
            }
        }
    }

    /** The pointer comes to the window. */
    private static void enter(WireParent parent) {
        say(parent, "wl_pointer", 0, out -> {
            out.putUint(1);
            out.putObjectId(parent.find("wl_surface").get(0));
            out.putFixed(10);
            out.putFixed(10);
        });
    }

    private static void say(WireParent parent, String object, int event, Consumer<MessageWriter> arguments) {
        parent.send(parent.find(object).get(0), event, arguments);
        parent.flush();
    }

    @Test
    void whatClientsDoWhileTheParentIsDeafIsNotHeapedUp() throws IOException {
        run((parent, session) -> {
            enter(parent);
            session.await("the pointer", () -> parent.count("wl_pointer.set_cursor") == 1);
            ClientDisplay client = session.connect();
            parent.setDeaf(true);
            for (int i = 0; i < 20_001; i++) {
                session.parent().holdPointer(i % 2 == 0 ? new PointerHold.Locked(null) : new PointerHold.Free());
                session.draw();
                session.turn();
                if (i % 1000 == 0) {
                    session.roundtrip(client, 3);
                }
            }
            assertTrue(session.parent().unsentBytes() < MUCH, session.parent().unsentBytes() + " bytes");
            parent.setDeaf(false);
            session.drawUntil("frames", () -> parent.count("wl_surface.attach") > 5);
            session.await("the lock", () -> parent.find("zwp_locked_pointer_v1").size() == 1);
            assertTrue(parent.count("zwp_pointer_constraints_v1.lock_pointer") < 10_000, "every lock was asked for");
            assertEquals(parent.count("zwp_pointer_constraints_v1.lock_pointer"),
                    parent.count("zwp_locked_pointer_v1.destroy") + 1);
        });
    }

    @Test
    void answersToAParentThatDoesNotListenAreNotHeapedUp() throws IOException {
        run((parent, session) -> {
            ClientDisplay client = session.connect();
            parent.setDeaf(true);
            int shell = parent.find("xdg_wm_base").get(0);
            int pings = 0;
            for (int i = 0; i < 200; i++) {
                for (int j = 0; j < 1000 && parent.unsent() < MUCH; j++) {
                    int serial = ++pings;
                    parent.send(shell, 0, out -> out.putUint(serial));
                }
                parent.flush();
                session.turn();
                session.roundtrip(client, 3);
            }
            int said = pings;
            assertTrue(said > 50_000, said + " pings");
            assertTrue(parent.unsent() > 0, "it reads on");
            assertTrue(session.parent().unsentBytes() < MUCH, session.parent().unsentBytes() + " bytes");
            parent.setDeaf(false);
            session.await("all answers", () -> parent.count("xdg_wm_base.pong") == said);
            session.drawUntil("frames", () -> parent.count("wl_surface.attach") > 5);
        });
    }

    @Test
    void whateverTheParentSaysOthersHaveTheirTurn() throws IOException {
        run((parent, session) -> {
            ClientDisplay client = session.connect();
            for (int i = 0; i < 300_000; i++) {
                say(parent, "wl_pointer", 4, out -> {
                    out.putUint(1);
                    out.putUint(0);
                    out.putFixed(1);
                });
                if (i % 10_000 == 0) {
                    session.roundtrip(client, 3);
                }
            }
            session.roundtrip(client, 3);
        });
    }

    @Test
    void withoutFrameCallbacksClientsAreAnsweredAndItGoesOnAfterwards() throws IOException {
        run((parent, session) -> {
            ClientDisplay client = session.connect();
            parent.setTicking(false);
            session.draw();
            int before = parent.count("wl_surface.attach");
            for (int i = 0; i < 100; i++) {
                session.draw();
                session.roundtrip(client, 3);
            }
            assertTrue(parent.count("wl_surface.attach") <= before + 1);
            parent.setTicking(true);
            session.drawUntil("frames", () -> parent.count("wl_surface.attach") > before + 5);
        });
    }

    /** An event with this opcode to the last object of the interface. */
    private record Nonsense(String name, String object, int event, Consumer<MessageWriter> arguments) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Nonsense> nonsense() {
        Consumer<MessageWriter> nothing = out -> { };
        return Stream.of(
                new Nonsense("an event that there is not", "wl_surface", 77, nothing),
                new Nonsense("arguments that are missing", "wl_pointer", 0, out -> out.putUint(1)),
                new Nonsense("arguments too many", "xdg_surface", 0, out -> {
                    out.putUint(1);
                    out.putUint(1);
                }),
                new Nonsense("an array past the end", "xdg_toplevel", 0, out -> {
                    out.putInt(1);
                    out.putInt(1);
                    out.putUint(4000);
                }),
                new Nonsense("the end of what is in use", "wl_display", 1, out -> out.putUint(3)),
                new Nonsense("its own end", "wl_display", 1, out -> out.putUint(1)),
                new Nonsense("an error", "wl_display", 0, out -> {
                    out.putObjectId(1);
                    out.putUint(3);
                    out.putString("no");
                }));
    }

    @ParameterizedTest
    @MethodSource
    void nonsense(Nonsense said) throws IOException {
        run((parent, session) -> {
            ClientDisplay client = session.connect();
            session.roundtrip(client, 3);
            say(parent, said.object(), said.event(), said.arguments());
            session.await("the end", () -> !session.lost().isEmpty());
            assertEquals(1, session.lost().size());
            // Whoever hears of it ends the session; until then nothing is thrown, and clients are answered.
            session.draw();
            session.parent().holdPointer(new PointerHold.Locked(null));
            session.roundtrip(client, 3);
        });
    }

    @Test
    void anEventToNobodyIsTheEnd() throws IOException {
        run((parent, session) -> {
            parent.send(4711, 0, out -> { });
            parent.flush();
            session.await("the end", () -> !session.lost().isEmpty());
            assertEquals(List.of("event for unknown object 4711"), session.lost());
        });
    }

    @Test
    void aDescriptorThatDoesNotComeIsTheEnd() throws IOException {
        run((parent, session) -> {
            say(parent, "wl_seat", 0, out -> out.putUint(2));       // a keyboard
            session.await("a keyboard", () -> !parent.find("wl_keyboard").isEmpty());
            say(parent, "wl_keyboard", 0, out -> {
                out.putUint(1);
                out.putUint(100);
            });
            session.await("the end", () -> !session.lost().isEmpty());
            assertEquals(List.of("a file descriptor is missing"), session.lost());
        });
    }

    /** As when its user shows another terminal with the keyboard. */
    @Test
    void aKeyboardThatGoesLetsGoOfItsModifiers() throws IOException {
        run((parent, session) -> {
            say(parent, "wl_seat", 0, out -> out.putUint(2));       // a keyboard
            session.await("a keyboard", () -> !parent.find("wl_keyboard").isEmpty());
            Keyboard keyboard = session.server().seat().keyboard();
            byte[] text = (keyboard.keymap().text() + '\0').getBytes(StandardCharsets.UTF_8);
            try (Memfd file = Memfd.sealed("keymap", text)) {
                say(parent, "wl_keyboard", 0, out -> {
                    out.putUint(1);
                    out.putFd(file.fd());
                    out.putUint(text.length);
                });
            }
            sayModifiers(parent, KeyState.CONTROL | KeyState.ALT, KeyState.CAPS_LOCK);
            session.await("modifiers", () -> keyboard.modifiers() != 0);
            assertEquals(KeyState.CONTROL | KeyState.ALT | KeyState.CAPS_LOCK, keyboard.modifiers());
            say(parent, "wl_seat", 0, out -> out.putUint(0));
            session.await("their end", () -> keyboard.modifiers() == KeyState.CAPS_LOCK);
        });
    }

    private static void sayModifiers(WireParent parent, int depressed, int locked) {
        say(parent, "wl_keyboard", 4, out -> {
            out.putUint(1);
            out.putUint(depressed);
            out.putUint(0);
            out.putUint(locked);
            out.putUint(0);
        });
    }

    @Test
    void timesAndSizesThatCannotBeAreNotBelieved() throws IOException {
        run((parent, session) -> {
            parent.setTicking(false);
            for (long seconds : new long[] {-1, Long.MAX_VALUE, 1L << 40, 0}) {
                for (int refresh : new int[] {-1, 0, 1, Integer.MAX_VALUE}) {
                    session.drawUntil("a frame", () -> !parent.find("wp_presentation_feedback").isEmpty());
                    parent.sendLast("wp_presentation_feedback", 1, out -> {
                        out.putUint((int) (seconds >>> 32));
                        out.putUint((int) seconds);
                        out.putUint(-1);
                        out.putUint(refresh);
                        out.putUint(-1);
                        out.putUint(-1);
                        out.putUint(-1);
                    });
                    parent.setTicking(true);
                    parent.setTicking(false);
                }
            }
            parent.setTicking(true);
            for (Map.Entry<Integer, Integer> size : Map.of(-1, -1, 1, 1, 0, Integer.MIN_VALUE).entrySet()) {
                int acks = parent.count("xdg_surface.ack_configure");
                parent.resize(size.getKey(), size.getValue());
                session.drawUntil("an answer", () -> parent.count("xdg_surface.ack_configure") > acks);
            }
            // A refresh at which nothing is drawn passes, too.
            long refreshes = session.server().outputs().get(0).refreshes();
            session.await("skipped ones", () -> {
                session.server().outputs().get(0).scheduleFrame();
                return session.server().outputs().get(0).refreshes() > refreshes + 3;
            });
        });
    }
}
