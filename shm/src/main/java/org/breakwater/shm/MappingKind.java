package org.breakwater.shm;

/** The ways to read a pool, from the fastest to the one that always works. */
public enum MappingKind {
    /** Mapped; the file cannot shrink below the pool any more. No copy. */
    SEALED,
    /** Mapped with the kernel's no-fault flag. No copy. */
    NO_FAULT,
    /** Mapped; copied into staging memory by the JVM, which survives the fault. */
    GUARDED,
    /** Never mapped; {@code pread} into staging memory. */
    COPIED
}
