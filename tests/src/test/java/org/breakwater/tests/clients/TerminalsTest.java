package org.breakwater.tests.clients;

import static org.breakwater.tests.clients.Pixels.near;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.IntPredicate;
import org.breakwater.render.geometry.Rect;
import org.junit.jupiter.api.Test;

/**
 * Terminals. In each runs a program that prints eight spaces on red, on green and on blue, and
 * below them, in yellow, eight times the letter L, then waits.
 */
class TerminalsTest {
    private static final int CELLS = 8;

    @Test
    void westonTerminal() {
        try (LiveServer live = LiveServer.start();
                RealClient client = RealClient.start(live, "terminal", "weston-terminal",
                        "--shell=" + program(live, "\\033[?25l\\033[41m        \\033[42m        "
                                + "\\033[44m        \\033[0m\\r\\n\\033[1;33mLLLLLLLL\\033[0m"))) {
            Rect window = client.awaitWindow();
            client.awaitPicture("", picture -> {
                Pixels screen = Pixels.of(picture, window)
                        .part(6, 27, window.width() - 12, window.height() - 33);
                screen.assertShare("the black ground", 0.9, 0.999, near(0x000000, 8));
                checkText(screen, near(0xaa0000, 4), near(0x00aa00, 4), near(0x0000aa, 4), 0);
            });
            client.closeWindows();
        }
    }

    @Test
    void foot() {
        try (LiveServer live = LiveServer.start();
                RealClient client = startFoot(live, "foot")) {
            Rect window = client.awaitWindow();
            assertEquals(new Rect(window.x(), window.y(), 400, 300), window);
            client.awaitPicture("", picture -> {
                checkFoot(Pixels.of(picture, window), 1, 0);
                assertEquals(window, Pixels.of(picture)
                        .bounds(near(LiveServer.BACKGROUND, 0).negate()));
            });
            client.closeWindows();
        }
    }

    /** Foot in the colours that {@link #checkFoot} expects. */
    static RealClient startFoot(LiveServer live, String name) {
        return RealClient.start(live, name, "foot", "--window-size-pixels=400x300",
                footProgram(live));
    }

    /** The program to run in it. */
    static String footProgram(LiveServer live) {
        return program(live, "\\033[?25l\\033[48;2;255;0;0m        "
                + "\\033[48;2;0;255;0m        \\033[48;2;0;0;255m        "
                + "\\033[0m\\r\\n\\033[38;2;255;255;0mLLLLLLLL\\033[0m");
    }

    /**
     * A window of 400 x 300 with the title bar that foot draws itself.
     *
     * @param scale pixels for each of those
     * @param slack by how many pixels edges may be off, where the compositor scales
     */
    static void checkFoot(Pixels window, double scale, int slack) {
        int width = window.area().width();
        int title = (int) Math.round(26 * scale);
        window.part(0, slack, width, title - 2 * slack)
                .assertShare("the title bar", 0.9, 0.995, near(0xdcdccc, 2));
        Pixels screen = window.part(0, title, width, window.area().height() - title);
        screen.assertShare("the ground", 0.8, 0.999, near(0x111111, 2));
        checkText(screen, near(0xff0000, 2), near(0x00ff00, 2), near(0x0000ff, 2), slack);
    }

    private static void checkText(Pixels screen, IntPredicate red, IntPredicate green,
            IntPredicate blue, int slack) {
        Rect first = screen.bounds(red);
        assertTrue(first.width() >= 5 * CELLS && first.x() < 12 && first.y() < 12,
                () -> "red cells at " + first);
        assertNear(first.translate(first.width(), 0), screen.bounds(green), slack);
        assertNear(first.translate(2 * first.width(), 0), screen.bounds(blue), slack);
        Pixels cells = screen.part(first.x(), first.y(), first.width(), first.height());
        assertEquals(1, cells.share(red), "the red cells are full");
        Pixels text = screen.part(first.x(), first.y2(), first.width(), first.height());
        IntPredicate yellow = pixel -> Pixels.red(pixel) > 0x60 && Pixels.green(pixel) > 0x60
                && Pixels.blue(pixel) < 0x60;
        text.assertShare("the yellow text", 0.04, 0.4, yellow);
        assertEquals(text.count(yellow), screen.count(yellow), "no text elsewhere");
        double cell = first.width() / (double) CELLS;
        for (int i = 0; i < CELLS; i++) {
            Pixels letter = text.part((int) Math.round(i * cell), 0, (int) cell, first.height());
            Rect ink = letter.bounds(yellow);
            Pixels inked = letter.part(ink.x(), ink.y(), ink.width(), ink.height());
            int half = ink.height() / 2;
            assertTrue(inked.part(0, half, ink.width(), ink.height() - half).count(yellow)
                    > inked.part(0, 0, ink.width(), half).count(yellow),
                    "the letter stands on its foot");
            assertTrue(inked.part(0, 0, ink.width() / 2, half).count(yellow)
                    > inked.part((ink.width() + 1) / 2, 0, ink.width() / 2, half).count(yellow),
                    "the letter's stem is on the left");
        }
    }

    private static void assertNear(Rect expected, Rect found, int slack) {
        assertTrue(Math.abs(expected.x() - found.x()) <= slack
                && Math.abs(expected.y() - found.y()) <= slack
                && Math.abs(expected.x2() - found.x2()) <= slack
                && Math.abs(expected.y2() - found.y2()) <= slack,
                () -> "cells at " + found + ", not at " + expected);
    }

    private static String program(LiveServer live, String text) {
        try {
            Path script = live.directory().resolve("print");
            Files.writeString(script, "#!/bin/sh\nprintf '" + text + "'\n"
                    + "trap 'kill $!; exit 0' HUP INT TERM\nsleep 120 &\nwait\n");
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
            return script.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
