package org.breakwater.protocol.loop;

import io.netty.channel.IoRegistration;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoHandler;
import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The compositor's loop, on Netty's epoll event loop driven by hand: whoever creates it owns its
 * thread and turns it with {@link #run} or, in tests, with {@link #dispatch}.
 *
 * <p>All methods but {@link #post} and {@link #stop} belong to the creating thread. What a callback
 * throws, errors of the JVM among it, is logged and counted, and the loop goes on with the rest of its
 * turn: {@link #dispatch} never throws on a callback's account.
 */
public final class EventLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);

    /** Of one look-out, where the clock does not end it. */
    static final int MOST_LOOKS = 1000;

    final PriorityQueue<TimerSource> timers = new PriorityQueue<>();
    private final ManualIoEventLoop netty;
    private final Clock clock;
    private final ArrayDeque<Runnable> idles = new ArrayDeque<>();
    private final Signal<EventLoop> turnEnd = new Signal<>();
    private final Lookout lookout = new Lookout();
    private volatile boolean stopped;
    private long turns;
    private boolean awake;
    private long awakeSince;
    private long asleepSince;
    private long busy;
    private long uncaught;
    private Throwable lastUncaught;

    public EventLoop(Clock clock) {
        this.clock = clock;
        this.netty = new ManualIoEventLoop(Thread.currentThread(), EpollIoHandler.newFactory());
    }

    public Clock clock() {
        return clock;
    }

    /** Watches a descriptor that the caller keeps owning; {@code events} as in {@link FdSource}. */
    public FdSource addFd(int fd, int events, FdHandler handler) {
        FdSource source = new FdSource(this, fd, handler);
        source.register(events);
        return source;
    }

    public TimerSource addTimer(Runnable fired) {
        return new TimerSource(this, fired);
    }

    /** Runs {@code once} in this turn or the next, before the loop waits again. */
    public void idle(Runnable once) {
        idles.add(once);
    }

    /**
     * Runs a task on the loop's thread; may be called from any thread. Throws
     * {@link java.util.concurrent.RejectedExecutionException} when the loop has ended.
     */
    public void post(Runnable task) {
        netty.execute(() -> guarded("a posted task", task));
    }

    /** Emitted at the end of every turn: the place to redraw and to flush. */
    public Signal<EventLoop> turnEnd() {
        return turnEnd;
    }

    /** How often the loop has turned; an idle session's count stands still. */
    public long turns() {
        return turns;
    }

    /** How long the loop has been at work rather than waiting until {@code now}, in nanoseconds. */
    public long busyNanos(long now) {
        return awake ? busy + now - awakeSince : busy;
    }

    /** How many callbacks have thrown something that their own boundary let through. */
    public long uncaughtCount() {
        return uncaught;
    }

    /** The latest of those, or null. */
    public Throwable lastUncaught() {
        return lastUncaught;
    }

    /**
     * What a callback could not do, told by a boundary within it that goes on with the rest of its work:
     * logged and counted as if it had been thrown into the loop.
     */
    public void failed(String what, Throwable thrown) {
        uncaught++;
        lastUncaught = thrown;
        try {
            LOG.error("{} failed; the session goes on", what, thrown);
        } catch (Throwable unsayable) {
            uncaught++;     // such as no memory to say so: the count tells
        }
    }

    /**
     * One turn. {@code timeoutNanos}: 0 does not wait, -1 waits for as long as it takes. Says whether
     * anything was handled.
     */
    public boolean dispatch(long timeoutNanos) {
        int handled = 0;
        try {
            handled += await(timeoutNanos);
        } catch (Throwable thrown) {
            failed("waiting", thrown);
        }
        woke();
        turns++;
        try {
            handled += fireTimers();
        } catch (Throwable thrown) {
            failed("looking for due timers", thrown);
        }
        handled += runIdles();
        try {
            turnEnd.emit(this);
        } catch (Throwable thrown) {
            failed("the end of a turn", thrown);
        }
        awake = false;
        asleepSince = time();
        busy += asleepSince - awakeSince;
        return handled > 0;
    }

    /** Turns until {@link #stop}. */
    public void run() {
        while (!stopped) {
            dispatch(-1);
        }
    }

    /** Lets {@link #run} return after the current turn; may be called from any thread. */
    public void stop() {
        stopped = true;
        netty.execute(() -> { });   // a bare wakeup is lost if the loop is only about to wait
    }

    @Override
    public void close() {
        netty.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        while (!netty.isTerminated()) {
            netty.runNow();
        }
    }

    IoRegistration register(EpollIoHandle handle) {
        var registered = netty.register(handle);
        if (!registered.isSuccess()) {
            throw new IllegalStateException("cannot watch " + handle.fd(), registered.cause());
        }
        return registered.getNow();
    }

    /** Work has begun in this turn, which until now may have been waiting. */
    void woke() {
        if (!awake) {
            awake = true;
            awakeSince = time();
        }
    }

    /** A clock that fails tells so where timers are looked for; here it only stands still. */
    private long time() {
        try {
            return clock.nanos();
        } catch (Throwable failing) {
            return awakeSince;
        }
    }

    private void guarded(String what, Runnable task) {
        woke();
        try {
            task.run();
        } catch (Throwable thrown) {
            failed(what, thrown);
        }
    }

    private int await(long timeoutNanos) {
        long wait = idles.isEmpty() ? untilNextTimer(timeoutNanos) : 0;
        if (wait == 0) {
            return netty.runNow();
        }
        int handled = lookout.isWorthwhile(asleepSince, wait) ? lookOut() : 0;
        if (handled == 0) {
            // Netty takes 0 for "as long as it takes", and less for "do not wait".
            handled = netty.run(Math.max(wait, 0));
        }
        woke();
        lookout.waited(awakeSince - asleepSince);
        return handled;
    }

    private int lookOut() {
        long now = asleepSince;
        for (int look = 0; look < MOST_LOOKS && now - asleepSince < Lookout.NANOS; look++) {
            int handled = netty.runNow();
            if (handled > 0) {
                lookout.paid();
                return handled;
            }
            now = time();
        }
        lookout.inVain(now);
        return 0;
    }

    private long untilNextTimer(long timeoutNanos) {
        TimerSource next = timers.peek();
        if (next == null || timeoutNanos == 0) {
            return timeoutNanos;
        }
        long left = Math.max(0, next.deadline() - clock.nanos());
        return timeoutNanos < 0 ? left : Math.min(left, timeoutNanos);
    }

    private int fireTimers() {
        int fired = 0;
        if (timers.isEmpty()) {
            return fired;
        }
        long now = clock.nanos();
        int most = timers.size();       // one that arms itself for now waits for the next turn
        for (TimerSource next = timers.peek();
                fired < most && next != null && next.deadline() - now <= 0;
                next = timers.peek()) {
            timers.poll();
            fired++;
            try {
                next.fire();
            } catch (Throwable thrown) {
                failed("a timer", thrown);
            }
        }
        return fired;
    }

    private int runIdles() {
        int count = idles.size();
        for (int i = 0; i < count; i++) {
            guarded("an idle task", idles.poll());
        }
        return count;
    }
}
