package org.breakwater.tests.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Stands in for stderr, and keeps what the log reports as an error. One thread reads it. */
final class LogWatch implements AutoCloseable {
    private static final int MOST = 64 * 1024;

    private final PrintStream before = System.err;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final PrintStream watch = new PrintStream(new Kept(), true, StandardCharsets.UTF_8);

    LogWatch() {
        System.setErr(watch);
    }

    /** The first error logged since the last call, with what followed it; "" for none. */
    synchronized String error() {
        String text = kept.toString(StandardCharsets.UTF_8);
        kept.reset();
        int at = text.indexOf(" ERROR ");
        return at < 0 ? "" : text.substring(text.lastIndexOf('\n', at) + 1,
                Math.min(text.length(), at + 4_000));
    }

    @Override
    public void close() {
        System.setErr(before);
    }

    private final class Kept extends java.io.OutputStream {
        @Override
        public void write(int b) {
            synchronized (LogWatch.this) {
                if (kept.size() < MOST) {
                    kept.write(b);
                }
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            synchronized (LogWatch.this) {
                if (kept.size() < MOST) {
                    kept.write(bytes, offset, length);
                }
            }
        }
    }
}
