package org.breakwater.compositor.ipc;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.breakwater.protocol.loop.EventLoop;

/** Something that the loop's thread does for another thread, which waits for the outcome. */
public final class LoopCall {
    private static final int MOST_SECONDS = 10;

    private LoopCall() {
    }

    /**
     * What {@code call} gives, which runs on the loop's thread; on any other. {@code what} names it, should it fail:
     * that is told to the loop, too.
     *
     * @throws RefusedException when it refuses, fails or is late, and when the loop has ended
     */
    public static <T> T await(EventLoop loop, String what, Supplier<T> call) {
        CompletableFuture<T> outcome = new CompletableFuture<>();
        try {
            loop.post(() -> run(loop, what, call, outcome));
            return outcome.get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RefusedException refused ? refused : failure(failed.getCause());
        } catch (TimeoutException late) {
            throw new RefusedException("the compositor has not answered in time; it may yet do what was asked");
        } catch (RejectedExecutionException | InterruptedException ended) {
            throw new RefusedException("the compositor is shutting down");
        }
    }

    /** What whoever asked is told of something that was thrown. */
    static RefusedException failure(Throwable thrown) {
        return new RefusedException("the compositor failed: " + thrown);
    }

    private static <T> void run(EventLoop loop, String what, Supplier<T> call, CompletableFuture<T> outcome) {
        try {
            outcome.complete(call.get());
        } catch (RefusedException refused) {
            outcome.completeExceptionally(refused);
        } catch (Throwable thrown) {
            outcome.completeExceptionally(thrown);
            loop.failed(what, thrown);
        }
    }
}
