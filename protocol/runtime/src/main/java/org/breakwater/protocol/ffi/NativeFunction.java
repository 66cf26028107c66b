package org.breakwater.protocol.ffi;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.CallingConvention;
import com.kenai.jffi.HeapInvocationBuffer;
import com.kenai.jffi.Invoker;
import com.kenai.jffi.Type;
import java.util.Arrays;

/**
 * A C function of integers and addresses, or with a double among them. Each integer travels in a 64-bit register on the machines that we run
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
    private static final CallContext D1 = context(Type.DOUBLE, integers(1));
    private static final CallContext D2 = context(Type.DOUBLE, integers(2));

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

    /** For one whose result is a double. */
    public double callForDouble(long a) {
        return Double.longBitsToDouble(INVOKER.invokeN1(D1, address, a));
    }

    /** For one whose result is a double. */
    public double callForDouble(long a, long b) {
        return Double.longBitsToDouble(INVOKER.invokeN2(D2, address, a, b));
    }

    /** For one whose last parameter is a double. Allocates. */
    public long callWithDouble(double last, long... before) {
        Type[] types = Arrays.copyOf(integers(before.length), before.length + 1);
        types[before.length] = Type.DOUBLE;
        CallContext context = context(Type.SINT64, types);
        HeapInvocationBuffer buffer = new HeapInvocationBuffer(context);
        for (long value : before) {
            buffer.putLong(value);
        }
        buffer.putDouble(last);
        return INVOKER.invokeLong(context, address, buffer);
    }

    private static CallContext context(int parameters) {
        return context(Type.SINT64, integers(parameters));
    }

    private static CallContext context(Type result, Type[] parameters) {
        return CallContext.getCallContext(result, parameters, CallingConvention.DEFAULT, true);
    }

    private static Type[] integers(int count) {
        Type[] types = new Type[count];
        Arrays.fill(types, Type.SINT64);
        return types;
    }
}
