package org.breakwater.compositor.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.breakwater.render.geometry.Point;
import org.breakwater.render.geometry.Rect;
import org.breakwater.render.geometry.Transform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OutputLayoutTest {
    private final TestSession session = new TestSession();
    private final OutputLayout layout = new OutputLayout();
    private final List<String> log = new ArrayList<>();

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void standsInARowAndClosesUp() {
        Output a = add("A", 100, 50, null);
        Output b = add("B", 200, 80, null);
        Output c = add("C", 50, 50, null);
        assertEquals("A 0,0 100x50; B 100,0 200x80; C 300,0 50x50", text());
        assertEquals(new Rect(0, 0, 350, 80), layout.bounds());
        a.setScale(2);
        assertEquals("A 0,0 50x25; B 50,0 200x80; C 250,0 50x50", text());
        b.setTransform(Transform._90);
        assertEquals("A 0,0 50x25; B 50,0 80x200; C 130,0 50x50", text());
        b.destroy();
        assertEquals("A 0,0 50x25; C 50,0 50x50", text());
        layout.remove(a);
        layout.remove(a);
        assertEquals(List.of(c), layout.outputs());
        assertEquals("C 0,0 50x50", text());
    }

    @Test
    void keepsChosenPositionsEvenWhenTheyOverlap() {
        Output a = add("A", 100, 50, null);
        Output b = add("B", 100, 50, new Point(-500, 40));
        Output c = add("C", 100, 50, new Point(-450, 40));
        assertEquals("A -350,40 100x50; B -500,40 100x50; C -450,40 100x50", text());
        layout.move(a, new Point(7, 8));
        layout.move(b, null);
        assertEquals("A 7,8 100x50; B 107,8 100x50; C -450,40 100x50", text());
        assertSame(c, layout.outputAt(-400, 60));
        assertThrows(IllegalArgumentException.class, () -> layout.add(a, null));
        layout.remove(a);
        assertThrows(IllegalArgumentException.class, () -> layout.move(a, null));
    }

    @Test
    void findsOutputsByPoint() {
        assertNull(layout.outputAt(0, 0));
        assertNull(layout.outputNearest(0, 0));
        Output a = add("A", 100, 50, null);
        Output b = add("B", 100, 100, null);
        assertSame(a, layout.outputAt(0, 0));
        assertSame(a, layout.outputAt(99.9, 49.9));
        assertSame(b, layout.outputAt(100, 0));
        assertNull(layout.outputAt(200, 0));
        assertNull(layout.outputAt(50, 50));
        assertNull(layout.outputAt(-0.1, 0));
        assertSame(a, layout.outputNearest(50, 60));
        assertSame(b, layout.outputNearest(95, 90));
        assertSame(b, layout.outputNearest(1e9, -1e9));
        assertSame(a, layout.outputNearest(-1e300, 10));
    }

    @Test
    void saysWhatHappens() {
        layout.added().add(o -> log.add("+" + o));
        layout.removed().add(o -> log.add("-" + o + " of " + layout.outputs().size()));
        layout.changed().add(l -> log.add(text()));
        Output a = add("A", 10, 10, null);
        add("B", 10, 10, null);
        a.setScale(0.5);
        a.destroy();
        assertEquals(List.of("+A", "A 0,0 10x10", "+B", "A 0,0 10x10; B 10,0 10x10",
                "A 0,0 20x20; B 20,0 10x10", "-A of 1", "B 0,0 10x10"), log);
    }

    @Test
    void neverLetsAutomaticPositionsOverlap() {
        Random random = new Random(3);
        List<Output> automatic = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Point position = random.nextInt(4) == 0
                    ? new Point(random.nextInt(900) - 450, random.nextInt(900) - 450) : null;
            Output output = add("R" + i, 1 + random.nextInt(300), 1 + random.nextInt(300),
                    position);
            if (position == null) {
                automatic.add(output);
            }
            Output any = layout.outputs().get(random.nextInt(layout.outputs().size()));
            switch (random.nextInt(4)) {
                case 0 -> any.setScale(1 + random.nextInt(8) / 4.0);
                case 1 -> any.setTransform(Transform.of(random.nextInt(8)));
                case 2 -> {
                    any.destroy();
                    automatic.remove(any);
                }
                default -> any.setMode(new OutputMode(1 + random.nextInt(99), 50, 0));
            }
            for (Output one : automatic) {
                for (Output other : layout.outputs()) {
                    assertFalse(one != other && one.geometry().intersects(other.geometry()),
                            this::text);
                }
            }
        }
    }

    private Output add(String name, int width, int height, Point position) {
        Output output = session.output(name, new OutputMode(width, height, 60_000));
        layout.add(output, position);
        return output;
    }

    private String text() {
        return String.join("; ", layout.outputs().stream().map(o -> o + " " + o.geometry().x() + ","
                + o.geometry().y() + " " + o.geometry().width() + "x"
                + o.geometry().height()).toList());
    }
}
