package org.breakwater.protocol.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.breakwater.protocol.wire.Fd;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // resources that are there only to be closed
class EventLoopTest {
    private final ManualClock clock = new ManualClock(1_000);
    private final EventLoop loop = new EventLoop(clock);
    private final List<String> ran = new ArrayList<>();

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void aTimerFiresOnceAtItsInstantAndNotBefore() {
        TimerSource timer = loop.addTimer(() -> ran.add("fired"));
        timer.armAt(1_500);
        assertTrue(timer.isArmed());
        clock.advance(499);
        assertFalse(loop.dispatch(0));
        assertEquals(List.of(), ran);
        clock.advance(1);
        assertTrue(loop.dispatch(0));
        loop.dispatch(0);
        assertEquals(List.of("fired"), ran);
        assertFalse(timer.isArmed());
    }

    @Test
    void armingAgainReplacesTheInstantAndDisarmingForgetsIt() {
        TimerSource moved = loop.addTimer(() -> ran.add("moved"));
        TimerSource dropped = loop.addTimer(() -> ran.add("dropped"));
        moved.armAt(1_100);
        moved.armAt(1_300);
        dropped.armAt(1_100);
        dropped.disarm();
        clock.advance(200);
        loop.dispatch(0);
        assertEquals(List.of(), ran);
        clock.advance(100);
        loop.dispatch(0);
        assertEquals(List.of("moved"), ran);
    }

    @Test
    void timersFireInTheOrderOfTheirInstants() {
        Random random = new Random(7);
        List<Long> due = new ArrayList<>();
        List<Long> fired = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            long at = 2_000 + random.nextInt(1_000);
            due.add(at);
            loop.addTimer(() -> fired.add(at)).armAt(at);
        }
        clock.advance(10_000);
        loop.dispatch(0);
        due.sort(null);
        assertEquals(due, fired);
    }

    @Test
    void timersKeepTheirOrderWhereTheClockWraps() {
        ManualClock late = new ManualClock(Long.MAX_VALUE - 10);
        try (EventLoop wrapping = new EventLoop(late)) {
            wrapping.addTimer(() -> ran.add("after")).armAt(Long.MAX_VALUE + 10);
            wrapping.addTimer(() -> ran.add("before")).armAt(Long.MAX_VALUE - 5);
            late.advance(6);
            wrapping.dispatch(0);
            assertEquals(List.of("before"), ran);
            late.advance(20);
            wrapping.dispatch(0);
            assertEquals(List.of("before", "after"), ran);
        }
    }

    @Test
    void aTimerThatArmsItselfForNowFiresOnceATurn() {
        TimerSource[] again = new TimerSource[1];
        again[0] = loop.addTimer(() -> {
            ran.add("again");
            if (ran.size() < 1_000) {
                again[0].armAt(clock.nanos());
            }
        });
        again[0].armAt(clock.nanos());
        loop.dispatch(0);
        assertEquals(1, ran.size());
        loop.dispatch(0);
        assertEquals(2, ran.size());
    }

    @Test
    void aTimerMayDisarmAnotherThatIsDueInTheSameTurn() {
        TimerSource second = loop.addTimer(() -> ran.add("second"));
        loop.addTimer(() -> {
            ran.add("first");
            second.disarm();
        }).armAt(1_001);
        second.armAt(1_002);
        clock.advance(10);
        loop.dispatch(0);
        assertEquals(List.of("first"), ran);
    }

    @Test
    void aTurnRunsInOrderReadinessTimersIdlesTail() throws IOException {
        Fd[] pipe = Fd.pipe();
        try (Fd in = pipe[0]; Fd out = pipe[1];
                FdSource source = loop.addFd(in.raw(), FdSource.READABLE, e -> ran.add("fd"))) {
            out.write(new byte[1]);
            loop.turnEnd().add(l -> ran.add("tail"));
            loop.addTimer(() -> ran.add("timer")).armAt(clock.nanos());
            loop.idle(() -> ran.add("idle"));
            loop.dispatch(0);
        }
        assertEquals(List.of("fd", "timer", "idle", "tail"), ran);
    }

    @Test
    void anIdleAddedByAnIdleRunsInTheNextTurnWithoutWaiting() {
        loop.idle(() -> {
            ran.add("first");
            loop.idle(() -> ran.add("second"));
        });
        loop.dispatch(-1);
        assertEquals(List.of("first"), ran);
        loop.dispatch(-1);
        assertEquals(List.of("first", "second"), ran);
    }

    @Test
    void anIdleAddedByTheTailRunsInTheNextTurnWithoutWaiting() {
        Signal.Subscription[] tail = new Signal.Subscription[1];
        tail[0] = loop.turnEnd().add(l -> {
            tail[0].remove();
            loop.idle(() -> ran.add("idle"));
        });
        loop.dispatch(0);
        assertEquals(List.of(), ran);
        loop.dispatch(-1);
        assertEquals(List.of("idle"), ran);
    }

    @Test
    void aTaskPostedByAnotherThreadRunsOnTheLoopsThread() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        Thread other = new Thread(() -> loop.post(() -> threads.add(Thread.currentThread())));
        other.start();
        while (threads.isEmpty()) {
            loop.dispatch(-1);
        }
        other.join();
        assertEquals(List.of(Thread.currentThread()), threads);
    }

    @Test
    void tasksOfManyThreadsAllRunAndKeepTheOrderOfEach() throws InterruptedException {
        List<List<Integer>> seen = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            List<Integer> mine = new ArrayList<>();
            seen.add(mine);
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 500; i++) {
                    int value = i;
                    loop.post(() -> mine.add(value));
                }
            });
            threads.add(thread);
            thread.start();
        }
        while (seen.stream().mapToInt(List::size).sum() < 2_000) {
            loop.dispatch(-1);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        for (List<Integer> mine : seen) {
            assertEquals(java.util.stream.IntStream.range(0, 500).boxed().toList(), mine);
        }
    }

    @Test
    void stopFromAnotherThreadEndsRun() throws InterruptedException {
        Thread other = new Thread(loop::stop);
        loop.idle(other::start);
        loop.run();
        other.join();
        assertTrue(loop.turns() >= 1);
    }

    @Test
    void whatACallbackThrowsIsCountedAndTheRestOfTheTurnRuns() throws IOException {
        Fd[] pipe = Fd.pipe();
        try (Fd in = pipe[0]; Fd out = pipe[1]) {
            out.write(new byte[1]);
            FdSource source = loop.addFd(in.raw(), FdSource.READABLE, e -> {
                throw new AssertionError("fd handler");
            });
            loop.post(() -> {
                throw new IllegalStateException("task");
            });
            loop.addTimer(() -> {
                throw new StackOverflowError("timer");
            }).armAt(clock.nanos());
            loop.addTimer(() -> ran.add("timer")).armAt(clock.nanos());
            loop.idle(() -> {
                throw new IllegalArgumentException("idle");
            });
            loop.idle(() -> ran.add("idle"));
            loop.turnEnd().add(l -> ran.add("tail"));
            loop.dispatch(0);
            assertEquals(List.of("timer", "idle", "tail"), ran);
            assertEquals(4, loop.uncaughtCount());
            source.close();
        }
    }

    @Test
    void aHandlerThatThrowsIsCalledAgainAtOnceInTheNextTurn() throws IOException {
        Fd[] pipe = Fd.pipe();
        try (Fd in = pipe[0]; Fd out = pipe[1];
                FdSource source = loop.addFd(in.raw(), FdSource.READABLE, e -> {
                    ran.add("called");
                    throw new IllegalStateException("every time");
                })) {
            out.write(new byte[1]);
            for (int i = 0; i < 50; i++) {
                loop.dispatch(0);
            }
            // The descriptor is level-triggered: a loop that paused after a throw would miss some.
            assertEquals(50, ran.size());
            assertEquals(50, loop.uncaughtCount());
        }
    }

    @Test
    void aTailThatThrowsDoesNotEndTheLoop() {
        loop.turnEnd().add(l -> {
            throw new IllegalStateException("tail");
        });
        loop.dispatch(0);
        loop.idle(() -> ran.add("idle"));
        loop.dispatch(0);
        assertEquals(List.of("idle"), ran);
        assertEquals(2, loop.uncaughtCount());
    }

    @Test
    void closingInACallbackEndsTheLoopWithoutHanging() {
        EventLoop other = new EventLoop(clock);
        other.idle(() -> {
            other.close();
            ran.add("closed");
        });
        other.dispatch(0);
        assertEquals(List.of("closed"), ran);
    }

    @Test
    void closingInADescriptorsCallbackEndsTheLoopWithoutHanging() throws IOException {
        EventLoop other = new EventLoop(clock);
        Fd[] pipe = Fd.pipe();
        other.addFd(pipe[0].raw(), FdSource.READABLE, e -> {
            ran.add("called");
            other.close();
        });
        pipe[1].write(new byte[1]);
        other.dispatch(0);
        assertEquals(List.of("called"), ran);
        pipe[0].close();
        pipe[1].close();
    }

    @Test
    void everyTurnIsCounted() {
        long before = loop.turns();
        loop.dispatch(0);
        loop.dispatch(0);
        assertEquals(before + 2, loop.turns());
    }

    @Test
    void aClockThatFailsCostsNobodyTheRestOfTheTurn() {
        boolean[] broken = new boolean[1];
        List<String> ran = new ArrayList<>();
        try (EventLoop frail = new EventLoop(() -> {
            if (broken[0]) {
                throw new AssertionError("no time");
            }
            return 0;
        })) {
            frail.addTimer(() -> ran.add("timer")).armAt(0);
            frail.turnEnd().add(l -> ran.add("tail"));
            broken[0] = true;
            frail.idle(() -> ran.add("idle"));
            frail.dispatch(0);
            assertEquals(List.of("idle", "tail"), ran);
            assertEquals(1, frail.uncaughtCount());
            broken[0] = false;
            frail.dispatch(0);
            assertEquals(List.of("idle", "tail", "timer", "tail"), ran);
        }
    }
}
