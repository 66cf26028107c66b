package org.breakwater.protocol.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who closes what on which thread, on a kernel in which some closes do not return. */
class ForeignFdsTest {
    private static final long LONG = 10_000;
    private static final long SHORT = 20;
    private static final long SECOND = 1_000_000_000;

    /** Numbers below 100 are shared memory, large from 50; from 100 streams; from 1000 files. */
    private static final class Kernel implements FdCalls {
        final Map<Integer, Thread> closedBy = new ConcurrentHashMap<>();
        final Set<Integer> stuck = ConcurrentHashMap.newKeySet();
        final Set<Integer> hanging = ConcurrentHashMap.newKeySet();
        final List<Integer> measured = new ArrayList<>();
        final Set<Thread> mayBlockOn = ConcurrentHashMap.newKeySet();
        final Set<Long> aborted = ConcurrentHashMap.newKeySet();
        volatile boolean abortHelps;
        final CountDownLatch end = new CountDownLatch(1);

        @Override
        public boolean isSharedMemory(int fd) {
            return fd < 100;
        }

        @Override
        public long allocatedBytes(int fd) {
            measured.add(fd);
            return fd < 50 ? 4096 : 64 << 20;
        }

        @Override
        public boolean isStream(int fd) {
            return fd < 1000;
        }

        @Override
        public void close(int fd) {
            if (fd >= 100) {
                mayBlockOn.add(Thread.currentThread());
            }
            if (stuck.contains(fd)) {
                hanging.add(fd);
                awaitEnd();
            }
            assertEquals(null, closedBy.put(fd, Thread.currentThread()), "closed twice");
        }

        @Override
        public long device(int fd) {
            mayBlockOn.add(Thread.currentThread());
            return fd / 100;
        }

        @Override
        public void abort(long device) {
            aborted.add(device);
            if (abortHelps) {
                end.countDown();
            }
        }

        private void awaitEnd() {
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final Kernel kernel = new Kernel();
    private final AtomicLong now = new AtomicLong();
    private final ForeignFds fds = new ForeignFds(kernel, now::get);
    private int overfull;

    private FdCloser peer() {
        return fds.from(() -> overfull++);
    }

    private static void await(String what, java.util.function.BooleanSupplier condition) {
        long deadline = System.nanoTime() + LONG * 1_000_000;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, what);
            Thread.onSpinWait();
        }
    }

    @AfterEach
    void everythingEnds() {
        kernel.end.countDown();
        assertTrue(fds.awaitIdle(LONG));
        assertEquals(0, fds.pending());
    }

    @Test
    void smallMemoryIsClosedAtOnceAndNothingElseIs() {
        FdCloser peer = peer();
        for (int fd : new int[] {3, 60, 100, 1000}) {
            Fd.own(fd, peer).close();
        }
        assertEquals(Thread.currentThread(), kernel.closedBy.get(3));
        assertTrue(fds.awaitIdle(LONG));
        assertEquals("breakwater-memory-closer", kernel.closedBy.get(60).getName());
        assertEquals("breakwater-stream-closer", kernel.closedBy.get(100).getName());
        assertEquals("breakwater-fd-closer", kernel.closedBy.get(1000).getName());
        assertTrue(kernel.closedBy.get(1000).isDaemon());
    }

    @Test
    void nothingThatMayBlockIsCalledByWhoGivesThemUp() {
        for (int round = 0; round < 20; round++) {
            FdCloser peer = peer();
            for (int kind : new int[] {0, 50, 100, 1000}) {
                peer.close(kind + round);
            }
        }
        assertTrue(fds.awaitIdle(LONG));
        assertEquals(80, kernel.closedBy.size());
        assertFalse(kernel.mayBlockOn.isEmpty());
        assertFalse(kernel.mayBlockOn.contains(Thread.currentThread()));
    }

    @Test
    void onlyMemoryIsAskedForItsSize() {
        FdCloser peer = peer();
        for (int fd : new int[] {3, 60, 100, 1000}) {
            peer.close(fd);
        }
        assertEquals(List.of(3, 60), kernel.measured);
    }

    @Test
    void aStuckFileHoldsUpItsOwnPeersFilesAlone() {
        kernel.stuck.add(1000);
        FdCloser hostile = peer();
        for (int fd : new int[] {1000, 1001, 1002}) {
            hostile.close(fd);
        }
        hostile.close(100);
        FdCloser other = peer();
        for (int fd : new int[] {1500, 1501, 150, 60}) {
            other.close(fd);
        }
        await("the others' are closed", () -> kernel.closedBy.keySet()
                .containsAll(Set.of(100, 1500, 1501, 150, 60)));
        assertFalse(kernel.closedBy.containsKey(1001));
        await("three are left", () -> fds.pending() == 3);
        kernel.end.countDown();
        assertTrue(fds.awaitIdle(LONG));
        assertTrue(kernel.closedBy.keySet().containsAll(Set.of(1000, 1001, 1002)));
    }

    @Test
    void moreHostilePeersThanThreadsStillLeaveTransfersAlone() {
        IntStream.range(1000, 1020).forEach(kernel.stuck::add);
        IntStream.range(1000, 1020).forEach(fd -> peer().close(fd));
        await("all threads are taken", () -> kernel.hanging.size() == 8);
        FdCloser good = peer();
        good.close(1500);
        good.close(100);
        await("the pipe is closed", () -> kernel.closedBy.containsKey(100));
        assertFalse(fds.awaitIdle(SHORT));
        assertEquals(8, kernel.hanging.size());
        assertFalse(kernel.closedBy.containsKey(1500));
    }

    @Test
    void aPeerWithTooManyThatDoNotEndIsToldOnce() {
        kernel.stuck.add(1000);
        FdCloser peer = peer();
        for (int fd = 1000; fd <= 1000 + ForeignFds.LIMIT; fd++) {
            peer.close(fd);
        }
        await("it hangs", () -> kernel.hanging.contains(1000));
        assertEquals(0, overfull);
        now.addAndGet(SECOND + 1);
        peer.close(2000);
        peer.close(2001);
        assertEquals(1, overfull);
        peer().close(3000);
        assertEquals(1, overfull);
        await("its file system is given up", () -> kernel.aborted.equals(Set.of(10L)));
    }

    @Test
    void aPeerWithFarTooManyIsToldAtOnce() {
        kernel.stuck.add(1000);
        FdCloser peer = peer();
        for (int fd = 1000; fd < 1000 + ForeignFds.HARD_LIMIT; fd++) {
            peer.close(fd);
        }
        assertEquals(0, overfull);
        peer.close(9000);
        assertEquals(1, overfull);
    }

    @Test
    void tooManyOfAllPeersTogetherAbortTheSlowestOnly() {
        kernel.stuck.add(1000);
        kernel.stuck.add(200_000);
        FdCloser peer = peer();
        peer.close(1000);
        await("it hangs", () -> kernel.hanging.contains(1000));
        for (int fd = 2000; fd < 2000 + ForeignFds.TOTAL_LIMIT; fd++) {
            peer.close(fd);
        }
        assertEquals(Set.of(), kernel.aborted);
        now.addAndGet(SECOND);
        peer().close(200_000);
        await("the first is given up", () -> kernel.aborted.equals(Set.of(10L)));
        assertEquals(0, overfull);
    }

    @Test
    void closingDoesNotWaitForWhatIsStuck() {
        kernel.stuck.add(1000);
        peer().close(1000);
        fds.close();
        assertEquals(1, fds.pending());
        assertEquals(Set.of(10L), kernel.aborted);
    }

    @Test
    void closingFreesWhatItCan() {
        kernel.stuck.add(1000);
        kernel.abortHelps = true;
        FdCloser peer = peer();
        peer.close(1000);
        peer.close(1001);
        fds.close();
        assertEquals(0, fds.pending());
    }

    @Test
    void aThreadSurvivesACloseThatThrows() {
        FdCalls broken = new FdCalls() {
            @Override
            public boolean isSharedMemory(int fd) {
                return false;
            }

            @Override
            public long allocatedBytes(int fd) {
                return 0;
            }

            @Override
            public boolean isStream(int fd) {
                return false;
            }

            @Override
            public void close(int fd) {
                if (fd == 1) {
                    throw new IllegalStateException("as a test asks");
                }
                kernel.close(fd);
            }

            @Override
            public long device(int fd) {
                return -1;
            }

            @Override
            public void abort(long device) {
            }
        };
        ForeignFds odd = new ForeignFds(broken, now::get);
        FdCloser peer = odd.from(() -> { });
        peer.close(1);
        peer.close(2);
        assertTrue(odd.awaitIdle(LONG));
        assertTrue(kernel.closedBy.containsKey(2));
    }

    @Test
    void duplicatesAreClosedTheSameWay() throws Exception {
        List<Integer> closed = new ArrayList<>();
        try (Fd own = Fd.pipe()[0]) {
            Fd foreign = Fd.own(own.dup().release(), closed::add);
            Fd copy = foreign.dup();
            List<Integer> numbers = List.of(copy.raw(), foreign.raw());
            copy.close();
            foreign.close();
            foreign.close();
            assertEquals(numbers, closed);
            numbers.forEach(FdCloser.AT_ONCE::close);
        }
    }

    @Test
    void whatAPeerSendsIsClosedByItsCloser() throws Exception {
        List<Integer> closed = new ArrayList<>();
        Fd[] sockets = Fd.socketPair();
        Fd[] pipe = Fd.pipe();
        Connection near = new Connection(sockets[0], new SocketIo(), fd -> {
            closed.add(fd);
            FdCloser.AT_ONCE.close(fd);
        });
        try (Connection far = new Connection(sockets[1], new SocketIo())) {
            for (int i = 0; i < 3; i++) {
                far.writer().begin(1, 0);
                far.writer().putFd(pipe[1]);
                far.writer().end();
            }
            far.flush();
            near.receive();
            near.next();
            near.reader().readFd().close();
            assertEquals(1, closed.size());
            near.close();
            assertEquals(3, closed.size());
        } finally {
            pipe[0].close();
            pipe[1].close();
        }
    }

    /** The kernel closes descriptors that were not received with the socket that they wait in. */
    @Test
    void aSocketWithSomethingUnreadIsForeignToo() throws Exception {
        for (boolean unread : new boolean[] {false, true}) {
            List<Integer> closed = new ArrayList<>();
            Fd[] sockets = Fd.socketPair();
            int number = sockets[0].raw();
            Connection near = new Connection(sockets[0], new SocketIo(), closed::add);
            try (Fd peer = sockets[1]) {
                if (unread) {
                    peer.write(new byte[] {1});
                }
                near.close();
                near.close();
                assertEquals(unread ? List.of(number) : List.of(), closed);
                assertEquals(0, peer.readAll().length, "the peer sees the end at once");
                closed.forEach(FdCloser.AT_ONCE::close);
            }
        }
    }
}
