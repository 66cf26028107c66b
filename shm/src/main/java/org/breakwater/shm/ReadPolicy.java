package org.breakwater.shm;

/**
 * The {@code [shm]} part of the configuration.
 *
 * @param strategy     which kind of mapping to use
 * @param afterRegrow  what a client sees that shrinks its file and grows it again
 * @param onTruncation what befalls a client whose file is found too short
 */
public record ReadPolicy(Strategy strategy, AfterRegrow afterRegrow, OnTruncation onTruncation) {
    /** {@code auto}, reveal, zero-fill. */
    public static final ReadPolicy DEFAULT =
            new ReadPolicy(Strategy.AUTO, AfterRegrow.REVEAL, OnTruncation.ZERO_FILL);

    /**
     * Which kinds may be chosen. A forced kind is taken where it is safe; where it is not, the pool
     * is {@link MappingKind#COPIED}: nothing here makes a read unsafe.
     */
    public enum Strategy {
        AUTO, SEALED, NO_FAULT, GUARDED, COPIED;

        boolean allows(MappingKind kind) {
            return this == AUTO || kind == MappingKind.COPIED || name().equals(kind.name());
        }
    }

    /** What shows where the file was once found missing and has grown again. */
    public enum AfterRegrow {
        /** What the file holds now. */
        REVEAL,
        /** Zeros, by the page, until the pool is resized; as OpenBSD's no-fault mappings do. */
        ZEROS
    }

    /** What else happens when a read meets the end of the file. */
    public enum OnTruncation {
        /** The missing pixels are zero; it is logged and counted. */
        ZERO_FILL,
        /** As well, the client gets {@code wl_shm.invalid_fd} on its buffer and is disconnected. */
        DISCONNECT
    }
}
