package org.breakwater.config;

import java.util.Objects;

/**
 * How pixels are read out of memory that clients share through {@code wl_shm}.
 *
 * @param strategy which kinds of mapping may be used
 * @param afterRegrow what a file that shrank and grew again shows
 * @param onTruncation what happens to a client whose file is shorter than its buffer
 */
public record ShmConfig(Strategy strategy, AfterRegrow afterRegrow, OnTruncation onTruncation) {

    public ShmConfig {
        Objects.requireNonNull(strategy);
        Objects.requireNonNull(afterRegrow);
        Objects.requireNonNull(onTruncation);
    }

    /** Which kinds of mapping may be used. */
    public enum Strategy {
        /** For each pool the fastest that is safe. */
        AUTO,
        /** Files that cannot shrink are mapped; all others are copied with {@code pread}. */
        SEALED,
        /** Mapped and copied under guard, where the JVM is shown to survive the fault. */
        GUARDED,
        /** Nothing is ever mapped. */
        COPIED
    }

    /** What the pixels show that lay past the end of a file which has grown again. */
    public enum AfterRegrow {
        /** What the client has written there since. */
        REVEAL,
        /** Zeros, until the client makes a new pool. */
        ZEROS
    }

    /** What happens when a buffer reaches past the end of its file. */
    public enum OnTruncation {
        /** The missing pixels are zero; the client lives on. */
        ZERO_FILL,
        /** The client is disconnected with {@code wl_shm.error.invalid_fd}. */
        DISCONNECT
    }

    static ShmConfig defaults() {
        return new ShmConfig(Strategy.AUTO, AfterRegrow.REVEAL, OnTruncation.ZERO_FILL);
    }
}
