package org.breakwater.compositor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The order in which the kernel runs threads. However many programs want the processor, a frame should
 * not wait for them: the threads that it needs get the lowest real-time priority (SCHED_RR), where this
 * user may have it (CAP_SYS_NICE or RLIMIT_RTPRIO); elsewhere nothing changes. These are the loop's, the
 * driver's own, and the JVM's for its pauses. The kernel leaves all others some of each second in any
 * case. Programs started from here, and threads that only help, stay ordinary.
 */
final class Urgency {
    private static final Logger LOG = LoggerFactory.getLogger(Urgency.class);
    private static final int SCHED_RR = 2;
    private static final int SCHED_RESET_ON_FORK = 0x40000000;
    private static final Path THREADS = Path.of("/proc/self/task");
    /** What HotSpot calls the thread that stops and collects. */
    private static final String PAUSES = "VM Thread";

    private final boolean raised;

    private Urgency(boolean raised) {
        this.raised = raised;
    }

    /** Leaves everything as it is. */
    static Urgency none() {
        return new Urgency(false);
    }

    /** Raises this thread, and the threads that start from it until {@link #end}. */
    static Urgency begin() {
        boolean raised = schedule(0, SCHED_RR);
        if (!raised) {
            LOG.debug("this user may not have real-time priority");
        }
        return new Urgency(raised);
    }

    /** What starts from this thread from now on is ordinary; the thread itself stays urgent. */
    void end() {
        if (raised) {
            schedule(0, SCHED_RR | SCHED_RESET_ON_FORK);
            threads(PAUSES, SCHED_RR);
        }
    }

    private static void threads(String name, int policy) {
        try (Stream<Path> threads = Files.list(THREADS)) {
            for (Path thread : (Iterable<Path>) threads::iterator) {
                if (Files.readString(thread.resolve("comm")).strip().equals(name)) {
                    schedule(Integer.parseInt(thread.getFileName().toString()), policy);
                }
            }
        } catch (IOException | NumberFormatException unreadable) {
            LOG.debug("the JVM's threads cannot be listed", unreadable);
        }
    }

    private static boolean schedule(int thread, int policy) {
        Pointer priority = Memory.allocateDirect(Native.RUNTIME, 4, true);
        priority.putInt(0, 1);
        return Native.schedule(thread, policy, priority) == 0;
    }
}
