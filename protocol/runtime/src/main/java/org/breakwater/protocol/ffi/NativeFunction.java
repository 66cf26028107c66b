package org.breakwater.protocol.ffi;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.CallingConvention;
import com.kenai.jffi.HeapInvocationBuffer;
import com.kenai.jffi.Invoker;
import com.kenai.jffi.Type;
import java.util.Arrays;

/**
 * A C function of integers and addresses. Each travels in a 64-bit register on the machines that we run
 * on, so a {@code long} stands for all of them. The upper half of a narrower result means nothing: cast it to
 * {@code int} before you compare it with -1. What was allocated for the call must be kept reachable until it
 * returns. A call allocates nothing, and keeps its errno for {@link NativeLibrary#errno}. Any thread.
 */
public final class NativeFunction {
    private static final Invoker INVOKER = Invoker.getInstance();
    private static final CallContext C0 = context(0);
    private static final CallContext C1 = context(1);
    private static final CallContext C2 = context(2);
    private static final CallContext C3 = context(3);
    private static final CallContext C4 = context(4);
    private static final CallContext C5 = context(5);
    private static final CallContext C6 = context(6);

    private final long address;

    NativeFunction(long address) {
        this.address = address;
    }

    public long call() {
        return INVOKER.invokeL0(C0, address);
    }

    public long call(long a) {
        return INVOKER.invokeL1(C1, address, a);
    }

    public long call(long a, long b) {
        return INVOKER.invokeL2(C2, address, a, b);
    }

    public long call(long a, long b, long c) {
        return INVOKER.invokeL3(C3, address, a, b, c);
    }

    public long call(long a, long b, long c, long d) {
        return INVOKER.invokeL4(C4, address, a, b, c, d);
    }

    public long call(long a, long b, long c, long d, long e) {
        return INVOKER.invokeL5(C5, address, a, b, c, d, e);
    }

    public long call(long a, long b, long c, long d, long e, long f) {
        return INVOKER.invokeL6(C6, address, a, b, c, d, e, f);
    }

    /** For seven and more, which do not all fit into registers. Allocates. */
    public long callWithMany(long... values) {
        CallContext context = context(values.length);
        HeapInvocationBuffer buffer = new HeapInvocationBuffer(context);
        for (long value : values) {
            buffer.putLong(value);
        }
        return INVOKER.invokeLong(context, address, buffer);
    }

    private static CallContext context(int parameters) {
        Type[] types = new Type[parameters];
        Arrays.fill(types, Type.SINT64);
        return CallContext.getCallContext(Type.SINT64, types, CallingConvention.DEFAULT, true);
    }
}
