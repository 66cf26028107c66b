package org.breakwater.compositor.selection;

/** What a client does in the middle of a transfer of data. */
enum Failure {
    /** It does not read for a while. */
    STALLS,
    /** It reads nothing any more, until it is gone. */
    STALLS_AND_DIES,
    VANISHES,
    /** The giver its source, the taker its offer. */
    DESTROYS_DATA,
    RELEASES_DEVICE,
    DESTROYS_SURFACE;

    boolean isStall() {
        return this == STALLS || this == STALLS_AND_DIES;
    }
}
