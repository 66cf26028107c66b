package org.breakwater.compositor.toplevelicon;

import java.util.List;
import org.breakwater.protocol.server.Account;
import org.breakwater.protocol.server.Held;

/**
 * A window's icon: its name in an icon theme, or empty; and the pictures of it, if any. It does not change.
 *
 * <p>Its pixels are charged to the client for as long as anybody holds it: the client's own object, and the windows
 * that have it or are about to.
 */
public final class Icon {
    private final Account account;
    private final String name;
    private final List<IconPicture> pictures;
    private int holds = 1;

    /** Takes over what was charged for the pictures, and is held by its maker. */
    Icon(Account account, String name, List<IconPicture> pictures) {
        this.account = account;
        this.name = name;
        this.pictures = List.copyOf(pictures);
    }

    public String name() {
        return name;
    }

    public List<IconPicture> pictures() {
        return pictures;
    }

    /** The window has none of its own, and is shown with its application's. */
    public boolean isNone() {
        return name.isEmpty() && pictures.isEmpty();
    }

    void retain() {
        holds++;
    }

    void drop() {
        holds--;
        if (holds == 0) {
            for (IconPicture picture : pictures) {
                account.discharge(Held.ICON_BYTES, picture.bytes());
            }
        }
    }
}
