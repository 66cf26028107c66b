package org.breakwater.compositor.toplevelicon;

import java.util.LinkedHashMap;
import java.util.Map;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Account;
import org.breakwater.protocol.server.Held;
import org.breakwater.protocol.server.Resource;
import org.breakwater.shm.ShmBuffer;
import org.breakwater.wayland.XdgToplevelIconV1.Error;
import org.breakwater.wayland.server.WlBufferResource;
import org.breakwater.wayland.server.XdgToplevelIconV1Resource;

/** {@code xdg_toplevel_icon_v1}: collects an {@link Icon}, until it is given to a window. */
final class IconBuilder implements XdgToplevelIconV1Resource.Requests {
    /** Of different sizes or scales; honest icons have a handful. */
    private static final int MAX_PICTURES = 64;

    private final XdgToplevelIconV1Resource resource;
    private final Map<Key, Entry> entries = new LinkedHashMap<>();
    private String name = "";
    private Icon icon;

    private record Key(int size, int scale) {
    }

    private record Entry(IconPicture picture, Signal.Subscription bufferGone) {
    }

    IconBuilder(XdgToplevelIconV1Resource resource) {
        this.resource = resource;
        resource.handle(this);
    }

    /** What was collected, and is this object's; nothing may be added any more. */
    Icon finish() {
        if (icon == null) {
            icon = new Icon(account(), name, entries.values().stream().map(Entry::picture).toList());
        }
        return icon;
    }

    @Override
    public void setName(XdgToplevelIconV1Resource self, String newName) {
        requireUnfinished();
        name = newName;
    }

    @Override
    public void addBuffer(XdgToplevelIconV1Resource self, WlBufferResource buffer, int scale) {
        requireUnfinished();
        ShmBuffer shm = ShmBuffer.of(buffer);
        if (shm == null || shm.width() != shm.height() || scale < 1) {
            throw resource.error(Error.INVALID_BUFFER,
                    "%s at scale %d is no square of shared memory", buffer, scale);
        }
        Key key = new Key(shm.width(), scale);
        remove(entries.remove(key));
        if (entries.size() == MAX_PICTURES) {
            resource.client().postNoMemory();
            return;
        }
        account().charge(Held.ICON_BYTES, IconPicture.bytesOf(shm));
        boolean kept = false;
        try {
            entries.put(key, new Entry(IconPicture.of(shm, scale),
                    buffer.destroyed().add(this::bufferDestroyed)));
            kept = true;
        } finally {
            if (!kept) {
                account().discharge(Held.ICON_BYTES, IconPicture.bytesOf(shm));
            }
        }
    }

    @Override
    public void destroy(XdgToplevelIconV1Resource self) {
        // The runtime ends the object next; see destroyed.
    }

    @Override
    public void destroyed(Resource self) {
        if (icon != null) {
            entries.values().forEach(entry -> entry.bufferGone().remove());
            icon.drop();
        } else {
            entries.values().forEach(this::remove);
        }
        entries.clear();
    }

    /** Before the icon is made, which takes them over. */
    private void remove(Entry entry) {
        if (entry != null) {
            entry.bufferGone().remove();
            account().discharge(Held.ICON_BYTES, entry.picture().bytes());
        }
    }

    private Account account() {
        return resource.client().account();
    }

    /** Also when the client leaves, and then it is no error. */
    private void bufferDestroyed(Resource buffer) {
        if (resource.client().isAlive()) {
            resource.postError(Error.NO_BUFFER, "%s was destroyed before the icon that needs it", buffer);
        }
    }

    private void requireUnfinished() {
        if (icon != null) {
            throw resource.error(Error.IMMUTABLE, "%s was given to a window", resource);
        }
    }
}
