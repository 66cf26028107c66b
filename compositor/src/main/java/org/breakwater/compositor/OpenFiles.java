package org.breakwater.compositor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The limit of open descriptors (RLIMIT_NOFILE). The compositor takes all that the system allows: it
 * holds descriptors for every client. Programs that it starts get back what it was started with, for
 * some still use {@code select}, which breaks from 1024 on.
 */
final class OpenFiles {
    /**
     * The limit that the launcher was started with; the JVM raises it before we can look. Not for
     * children.
     */
    static final String VARIABLE = "BREAKWATER_NOFILE";

    private static final Logger LOG = LoggerFactory.getLogger(OpenFiles.class);

    private final long before;
    private final long now;

    private OpenFiles(long before, long now) {
        this.before = before;
        this.now = now;
    }

    /** How many there may be now; {@link Long#MAX_VALUE} where there is no limit. */
    static long limit() {
        return read()[0];
    }

    /** Raises the limit as far as the system allows. */
    static OpenFiles raise(Map<String, String> environment) {
        long[] limits = read();
        long before = limits[0];
        try {
            before = Math.min(before, Long.parseUnsignedLong(environment.getOrDefault(VARIABLE, "")));
        } catch (NumberFormatException unknown) {
            LOG.debug("{} does not tell a limit", VARIABLE);
        }
        if (limits[0] < limits[1]) {
            Pointer wanted = Memory.allocateDirect(Native.RUNTIME, 16, true);
            wanted.putLong(0, limits[1]);
            wanted.putLong(8, limits[1]);
            if (Native.setrlimit(Native.RLIMIT_NOFILE, wanted) < 0) {
                LOG.warn("the limit of {} open files cannot be raised", limits[0]);
            }
        }
        return new OpenFiles(before, limit());
    }

    /** The command that runs this one with the limit as it was. */
    List<String> restored(List<String> command) {
        if (before >= now) {
            return command;
        }
        List<String> restored = new ArrayList<>(List.of("/bin/sh", "-c",
                "ulimit -Sn \"$0\"; exec \"$@\"", Long.toString(before)));
        restored.addAll(command);
        return restored;
    }

    private static long[] read() {
        Pointer limits = Memory.allocateDirect(Native.RUNTIME, 16, true);
        if (Native.getrlimit(Native.RLIMIT_NOFILE, limits) < 0) {
            return new long[] {Long.MAX_VALUE, Long.MAX_VALUE};
        }
        return new long[] {unsigned(limits.getLong(0)), unsigned(limits.getLong(8))};
    }

    private static long unsigned(long value) {
        return value < 0 ? Long.MAX_VALUE : value;
    }
}
