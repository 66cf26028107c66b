package org.breakwater.protocol.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.protocol.wire.Fd;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // resources that are there only to be closed
class FdSourceTest {
    private final EventLoop loop = new EventLoop(new ManualClock(0));
    private final List<String> seen = new ArrayList<>();
    private Fd near;
    private Fd far;

    @BeforeEach
    void open() throws IOException {
        Fd[] pair = Fd.socketPair();
        near = pair[0];
        far = pair[1];
    }

    @AfterEach
    void close() {
        near.close();
        far.close();
        loop.close();
    }

    @Test
    void readinessIsReportedForAsLongAsThereIsInput() throws IOException {
        try (FdSource source = loop.addFd(near.raw(), FdSource.READABLE, this::note)) {
            loop.dispatch(0);
            assertEquals(List.of(), seen);
            far.write(new byte[] {1});
            loop.dispatch(0);
            loop.dispatch(0);
            assertEquals(List.of("r", "r"), seen);
        }
    }

    @Test
    void whatIsWatchedCanBeChangedAndSwitchedOff() throws IOException {
        try (FdSource source = loop.addFd(near.raw(), FdSource.READABLE, this::note)) {
            far.write(new byte[] {1});
            source.watch(FdSource.READABLE | FdSource.WRITABLE);
            loop.dispatch(0);
            source.watch(FdSource.WRITABLE);
            loop.dispatch(0);
            source.watch(0);
            loop.dispatch(0);
            source.watch(FdSource.READABLE);
            loop.dispatch(0);
            assertEquals(List.of("rw", "w", "r"), seen);
        }
    }

    @Test
    void hangUpIsReportedEvenWhenNothingElseIsWatched() {
        try (FdSource source = loop.addFd(near.raw(), 0, this::note)) {
            far.close();
            loop.dispatch(0);
            assertEquals(1, seen.size());
            assertNotEquals(-1, seen.get(0).indexOf('h'), seen.get(0));
        }
    }

    @Test
    void aSourceClosedByAnotherOfTheSameTurnHearsNothing() throws IOException {
        Fd[] second = Fd.socketPair();
        FdSource[] sources = new FdSource[2];
        sources[0] = loop.addFd(near.raw(), FdSource.READABLE, e -> {
            seen.add("one");
            sources[1].close();
        });
        sources[1] = loop.addFd(second[0].raw(), FdSource.READABLE, e -> {
            seen.add("one");
            sources[0].close();
        });
        far.write(new byte[] {1});
        second[1].write(new byte[] {1});
        loop.dispatch(0);
        loop.dispatch(0);
        // Whichever comes first silences the other, and is itself called in both turns.
        assertEquals(List.of("one", "one"), seen);
        sources[0].close();
        sources[1].close();
        second[0].close();
        second[1].close();
    }

    @Test
    void aSourceMayCloseItselfAndItsDescriptorWhileItIsCalled() throws IOException {
        FdSource[] self = new FdSource[1];
        self[0] = loop.addFd(near.raw(), FdSource.READABLE, e -> {
            seen.add("called");
            self[0].close();
            near.close();
        });
        far.write(new byte[] {1});
        loop.dispatch(0);
        loop.dispatch(0);
        assertEquals(List.of("called"), seen);
        assertEquals(0, loop.uncaughtCount());
    }

    @Test
    void aReusedNumberIsANewDescriptor() throws IOException {
        for (int i = 0; i < 100; i++) {
            Fd[] pair = Fd.socketPair();
            int round = i;
            FdSource source = loop.addFd(pair[0].raw(), FdSource.READABLE, e -> seen.add("round "
                    + round));
            pair[1].write(new byte[] {1});
            loop.dispatch(0);
            assertEquals(List.of("round " + i), seen);
            seen.clear();
            source.close();
            source.close();
            pair[0].close();
            pair[1].close();
        }
        assertEquals(0, loop.uncaughtCount());
    }

    @Test
    void aNumberReusedWithinACallbackIsANewDescriptor() throws IOException {
        FdSource[] sources = new FdSource[2];
        Fd[] replacement = new Fd[2];
        int number = near.raw();
        sources[0] = loop.addFd(number, FdSource.READABLE, e -> {
            seen.add("old");
            sources[0].close();
            near.close();
            try {
                Fd[] pair = Fd.pipe();
                replacement[0] = pair[0];
                replacement[1] = pair[1];
                sources[1] = loop.addFd(pair[0].raw(), FdSource.READABLE, f -> seen.add("new"));
                pair[1].write(new byte[] {1});
            } catch (IOException failed) {
                throw new java.io.UncheckedIOException(failed);
            }
        });
        far.write(new byte[] {1});
        loop.dispatch(0);
        assertEquals(number, replacement[0].raw(), "the kernel gives the lowest free number");
        loop.dispatch(0);
        assertEquals(List.of("old", "new"), seen);
        assertEquals(0, loop.uncaughtCount());
        sources[1].close();
        replacement[0].close();
        replacement[1].close();
    }

    @Test
    void aDescriptorThatCannotBeWatchedIsRefusedAndItsNumberStaysUsable() throws IOException {
        Fd spare = near.dup();
        int number = spare.raw();
        spare.close();
        assertThrows(RuntimeException.class, () -> loop.addFd(number, FdSource.READABLE,
                this::note));
        try (Fd again = near.dup();
                FdSource source = loop.addFd(again.raw(), FdSource.READABLE, this::note)) {
            assertEquals(number, again.raw(), "the kernel gives the lowest free number");
            far.write(new byte[] {1});
            loop.dispatch(0);
        }
        assertEquals(List.of("r"), seen);
        assertEquals(0, loop.uncaughtCount());
    }

    @Test
    void watchingAClosedSourceDoesNothing() throws IOException {
        FdSource source = loop.addFd(near.raw(), FdSource.READABLE, this::note);
        source.close();
        source.watch(FdSource.READABLE | FdSource.WRITABLE);
        far.write(new byte[] {1});
        loop.dispatch(0);
        assertEquals(List.of(), seen);
    }

    private void note(int events) {
        StringBuilder text = new StringBuilder();
        text.append((events & FdSource.READABLE) != 0 ? "r" : "");
        text.append((events & FdSource.WRITABLE) != 0 ? "w" : "");
        text.append((events & FdSource.HANGUP) != 0 ? "h" : "");
        text.append((events & FdSource.ERROR) != 0 ? "e" : "");
        seen.add(text.toString());
    }
}
