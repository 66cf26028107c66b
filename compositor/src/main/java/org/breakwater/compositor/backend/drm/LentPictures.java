package org.breakwater.compositor.backend.drm;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.backend.ClientPicture;

/**
 * Clients' pictures that one screen shows or may still show: each goes back once a flip has put another picture in its
 * place, and no sooner, whatever has become of its client.
 */
final class LentPictures {
    private final List<ClientPicture> replaced = new ArrayList<>(2);
    private ClientPicture latest;

    /** The picture that was last committed, or is to be; null: it is not a client's. */
    ClientPicture latest() {
        return latest;
    }

    /** Commits are of this picture from now on; null: of none of a client's. */
    void show(ClientPicture picture) {
        if (picture == latest) {
            return;
        }
        if (picture != null) {
            picture.lend();
        }
        if (latest != null) {
            replaced.add(latest);
        }
        latest = picture;
    }

    /** The screen shows what was last committed, and nothing else. */
    void flipped() {
        while (!replaced.isEmpty()) {
            replaced.remove(replaced.size() - 1).giveBack();
        }
    }

    /** The screen shows none of them. */
    void clear() {
        show(null);
        flipped();
    }
}
