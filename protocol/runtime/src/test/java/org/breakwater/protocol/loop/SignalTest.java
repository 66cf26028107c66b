package org.breakwater.protocol.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignalTest {
    private final Signal<String> signal = new Signal<>();
    private final List<String> heard = new ArrayList<>();

    @Test
    void everySubscriberHearsEveryValueInOrder() {
        signal.add(v -> heard.add("a" + v));
        signal.add(v -> heard.add("b" + v));
        signal.emit("1");
        signal.emit("2");
        assertEquals(List.of("a1", "b1", "a2", "b2"), heard);
    }

    @Test
    void theSameSubscriberTwiceIsTwoSubscriptions() {
        java.util.function.Consumer<String> one = heard::add;
        Signal.Subscription first = signal.add(one);
        signal.add(one);
        first.remove();
        first.remove();
        signal.emit("x");
        assertEquals(List.of("x"), heard);
    }

    @Test
    void oneAddedDuringAnEmissionHearsTheNextValue() {
        signal.add(v -> {
            heard.add("outer" + v);
            if (v.equals("1")) {
                signal.add(w -> heard.add("inner" + w));
            }
        });
        signal.emit("1");
        signal.emit("2");
        assertEquals(List.of("outer1", "outer2", "inner2"), heard);
    }

    @Test
    void oneRemovedDuringAnEmissionHearsNothingMore() {
        Signal.Subscription[] later = new Signal.Subscription[1];
        signal.add(v -> {
            heard.add("a");
            later[0].remove();
        });
        later[0] = signal.add(v -> heard.add("b"));
        signal.add(v -> heard.add("c"));
        signal.emit("x");
        assertEquals(List.of("a", "c"), heard);
        signal.emit("y");
        assertEquals(List.of("a", "c", "a", "c"), heard);
    }

    @Test
    void oneMayRemoveItselfWhileItIsCalled() {
        Signal.Subscription[] self = new Signal.Subscription[1];
        self[0] = signal.add(v -> {
            heard.add(v);
            self[0].remove();
        });
        signal.add(v -> heard.add("other" + v));
        signal.emit("1");
        signal.emit("2");
        assertEquals(List.of("1", "other1", "other2"), heard);
    }

    @Test
    void aNestedEmissionSeesRemovalsAndLeavesTheOuterOneWhole() {
        Signal.Subscription[] third = new Signal.Subscription[1];
        signal.add(v -> {
            heard.add("a" + v);
            if (v.equals("1")) {
                third[0].remove();
                signal.emit("2");
            }
        });
        signal.add(v -> heard.add("b" + v));
        third[0] = signal.add(v -> heard.add("c" + v));
        signal.add(v -> heard.add("d" + v));
        signal.emit("1");
        assertEquals(List.of("a1", "a2", "b2", "d2", "b1", "d1"), heard);
    }

    @Test
    void itIsEmptyOnceAllAreGoneEvenInTheMiddleOfAnEmission() {
        assertTrue(signal.isEmpty());
        List<Boolean> empty = new ArrayList<>();
        Signal.Subscription[] only = new Signal.Subscription[1];
        only[0] = signal.add(v -> {
            empty.add(signal.isEmpty());
            only[0].remove();
            empty.add(signal.isEmpty());
        });
        signal.emit("x");
        assertEquals(List.of(false, true), empty);
        assertTrue(signal.isEmpty());
    }

    @Test
    void aSubscriberThatThrowsKeepsNobodyFromHearing() {
        Signal.Subscription[] bad = new Signal.Subscription[1];
        bad[0] = signal.add(v -> {
            bad[0].remove();
            throw new IllegalStateException("bad subscriber");
        });
        signal.add(heard::add);
        assertThrows(IllegalStateException.class, () -> signal.emit("1"));
        signal.emit("2");
        assertEquals(List.of("1", "2"), heard);
        assertFalse(signal.isEmpty());
    }

    @Test
    void whatSeveralThrowComesTogether() {
        IllegalStateException first = new IllegalStateException("first");
        StackOverflowError second = new StackOverflowError("second");
        signal.add(v -> {
            throw first;
        });
        signal.add(v -> {
            throw second;
        });
        signal.add(heard::add);
        assertSame(first, assertThrows(IllegalStateException.class, () -> signal.emit("1")));
        assertEquals(List.of(second), List.of(first.getSuppressed()));
        assertEquals(List.of("1"), heard);
    }
}
