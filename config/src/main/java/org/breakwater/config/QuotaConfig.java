package org.breakwater.config;

/**
 * How much may be held for one client, and how many there may be; who needs more is disconnected. All are
 * counts, or bytes in the unit of their name.
 *
 * @param connections clients connected at the same time
 * @param objects live protocol objects
 * @param unsentKib events that the client leaves unread
 * @param fds descriptors kept open for it
 * @param pools files of pixels
 * @param poolMib the sizes of those files together
 * @param buffers buffers in them
 * @param surfaces its surfaces
 * @param subsurfaces those of them that are parts of others
 * @param frameCallbacks frame callbacks not answered
 * @param waitingCommits commits that wait for another one
 * @param regionRectangles rectangles of its regions
 * @param textureMib the pixels of what its surfaces show
 * @param typeKib names of the types that it offers data in
 * @param iconMib the pixels of its windows' icons
 * @param keymaps keymaps of its virtual keyboards
 */
public record QuotaConfig(
        int connections,
        int objects,
        int unsentKib,
        int fds,
        int pools,
        int poolMib,
        int buffers,
        int surfaces,
        int subsurfaces,
        int frameCallbacks,
        int waitingCommits,
        int regionRectangles,
        int textureMib,
        int typeKib,
        int iconMib,
        int keymaps) {

    static QuotaConfig defaults() {
        return new QuotaConfig(1024, 65_536, 4096, 4096, 4096, 262_144, 16_384, 4096, 4096, 16_384, 2048, 65_536,
                1024, 1024, 64, 32);
    }
}
