package org.breakwater.protocol.ffi;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.CallingConvention;
import com.kenai.jffi.Closure;
import com.kenai.jffi.ClosureManager;
import com.kenai.jffi.Type;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * A C function that is Java: of integers and addresses, as {@link NativeFunction}, and with such a result
 * (a function that returns nothing may return anything). C calls it on whatever thread it likes. What the Java throws does
 * not reach C, which gets {@code otherwise} in its place. Its maker closes it when C will call no more.
 */
public final class NativeCallback implements AutoCloseable {
    /** The function. */
    @FunctionalInterface
    public interface Body {
        /** {@code arguments}: each in 64 bits; the upper half of a narrower one means nothing. */
        long called(long[] arguments);
    }

    private final Closure.Handle handle;
    private boolean closed;

    /** {@code failed}: told what the body has thrown; nothing that it throws itself is told to anybody. */
    public NativeCallback(int parameters, Body body, long otherwise, Consumer<Throwable> failed) {
        Type[] types = new Type[parameters];
        Arrays.fill(types, Type.SINT64);
        CallContext context =
                CallContext.getCallContext(Type.SINT64, types, CallingConvention.DEFAULT, false);
        handle = ClosureManager.getInstance().newClosure(
                call -> call.setLongReturn(guarded(parameters, call, body, otherwise, failed)), context);
    }

    /** What C calls. */
    public long address() {
        return handle.getAddress();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            handle.dispose();
        }
    }

    private static long guarded(int parameters, Closure.Buffer call, Body body, long otherwise,
            Consumer<Throwable> failed) {
        try {
            long[] arguments = new long[parameters];
            for (int i = 0; i < parameters; i++) {
                arguments[i] = call.getLong(i);
            }
            return body.called(arguments);
        } catch (Throwable thrown) {
            return told(thrown, otherwise, failed);
        }
    }

    private static long told(Throwable thrown, long otherwise, Consumer<Throwable> failed) {
        try {
            failed.accept(thrown);
        } catch (Throwable unsayable) {
            return otherwise;       // there is nobody else to tell
        }
        return otherwise;
    }
}
