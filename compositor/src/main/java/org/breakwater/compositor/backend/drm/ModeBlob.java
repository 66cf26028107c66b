package org.breakwater.compositor.backend.drm;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A mode, as the kernel is told of it: made when it is first wanted. */
final class ModeBlob implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModeBlob.class);

    private final Kms kms;
    private int id;

    ModeBlob(Kms kms) {
        this.kms = kms;
    }

    /** The same mode each time until {@link #close}. Says whether there is one now. */
    boolean make(KmsMode mode) {
        try {
            id = id == 0 ? kms.createBlob(mode.bytes()) : id;
            return true;
        } catch (KmsException refused) {
            LOG.debug("no blob for the mode {}", mode, refused);
            return false;
        }
    }

    int id() {
        return id;
    }

    /** Another mode may be made after this. */
    @Override
    public void close() {
        if (id != 0) {
            kms.destroyBlob(id);
            id = 0;
        }
    }
}
