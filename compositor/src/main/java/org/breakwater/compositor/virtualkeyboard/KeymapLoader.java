package org.breakwater.compositor.virtualkeyboard;

import java.lang.ref.Reference;
import java.util.ArrayDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import org.breakwater.compositor.seat.xkb.Keymap;
import org.breakwater.compositor.seat.xkb.KeymapException;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.loop.TimerSource;
import org.breakwater.protocol.wire.Fd;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads and compiles keymaps of others, each on a thread of its own, a few at a time. Who has no
 * answer in time is refused; a thread that hangs in a file costs a place until the file answers.
 * Files in memory do not hang, and have places of their own.
 */
public final class KeymapLoader {
    private static final Logger LOG = LoggerFactory.getLogger(KeymapLoader.class);
    private static final int THREADS = 4;
    private static final int MAX_WAITING = 64;
    private static final long PATIENCE_NANOS = 5_000_000_000L;

    private final EventLoop loop;
    private final Lane memory = new Lane();
    private final Lane others = new Lane();

    /** Who hears how it went, on the loop's thread, once: either of the two. */
    public interface Taker {
        /** The keymap is the taker's to close. */
        void loaded(Keymap keymap);

        void refused(String why);
    }

    public KeymapLoader(EventLoop loop) {
        this.loop = loop;
    }

    /**
     * Takes the descriptor over. {@code size}: of the text in the file, the zero at its end
     * included. {@code closed} runs once the descriptor is.
     */
    public void load(Fd fd, int size, Taker taker, Runnable closed) {
        Lane lane = Native.isMemory(fd.raw()) ? memory : others;
        lane.add(new Job(lane, fd, size, taker, closed));
    }

    private static final class Lane {
        private final ArrayDeque<Job> waiting = new ArrayDeque<>();
        private int running;

        void add(Job job) {
            if (waiting.size() >= MAX_WAITING) {
                job.close();
                job.tell(t -> t.refused("too many keymaps wait to be read"));
                return;
            }
            waiting.add(job);
            startNext();
        }

        void startNext() {
            while (running < THREADS && !waiting.isEmpty()) {
                Job job = waiting.remove();
                Thread thread = new Thread(null, job::run, "breakwater-keymap", Keymap.STACK_BYTES);
                thread.setDaemon(true);
                running++;
                try {
                    thread.start();
                } catch (OutOfMemoryError noThread) {
                    running--;
                    job.close();
                    job.tell(taker -> taker.refused("there is no thread to read the keymap on"));
                }
            }
        }
    }

    private final class Job {
        private final Lane lane;
        private final Fd fd;
        private final int raw;
        private final int size;
        private final Runnable closed;
        private final TimerSource deadline;
        private Taker taker;

        Job(Lane lane, Fd fd, int size, Taker taker, Runnable closed) {
            this.lane = lane;
            this.fd = fd;
            this.raw = fd.raw();
            this.size = size;
            this.taker = taker;
            this.closed = closed;
            this.deadline = loop.addTimer(this::late);
            deadline.armAt(loop.clock().nanos() + PATIENCE_NANOS);
        }

        /** On the job's own thread. */
        private void run() {
            Keymap keymap = null;
            String why = null;
            try {
                keymap = Keymap.parse(read());
            } catch (KeymapException wrong) {
                why = wrong.getMessage();
            } catch (Throwable thrown) {
                LOG.error("a keymap cannot be loaded", thrown);
                why = "the keymap cannot be loaded";
            }
            Keymap result = keymap;
            String refusal = why;
            try {
                loop.post(() -> done(result, refusal));
            } catch (RejectedExecutionException loopHasEnded) {
                fd.close();
                if (result != null) {
                    result.close();
                }
            }
        }

        private byte[] read() throws KeymapException {
            Pointer block = Memory.allocateDirect(Native.RUNTIME, size);
            int done = 0;
            while (done < size) {
                long step = Native.pread(raw, block.slice(done), size - done, done);
                if (step <= 0) {
                    break;
                }
                done += (int) step;
            }
            byte[] text = new byte[done];
            block.get(0, text, 0, done);
            Reference.reachabilityFence(block);
            return text;
        }

        private void done(Keymap keymap, String refusal) {
            lane.running--;
            try {
                close();
                if (keymap == null) {
                    tell(t -> t.refused(refusal));
                } else if (taker == null) {
                    keymap.close();
                } else {
                    tell(t -> t.loaded(keymap));
                }
            } finally {
                lane.startNext();
            }
        }

        /** A file that is being read is closed when that has ended. */
        private void late() {
            if (lane.waiting.remove(this)) {
                close();
            }
            tell(late -> late.refused("the keymap's file does not answer"));
        }

        private void tell(Consumer<Taker> message) {
            Taker last = taker;
            taker = null;
            deadline.close();
            if (last != null) {
                message.accept(last);
            }
        }

        private void close() {
            if (fd.isOpen()) {
                fd.close();
                closed.run();
            }
        }
    }
}
