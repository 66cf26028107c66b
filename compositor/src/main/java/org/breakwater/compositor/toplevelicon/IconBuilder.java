package org.breakwater.compositor.toplevelicon;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.protocol.loop.Signal;
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
    private final Map<Icon.Picture, Signal.Subscription> pictures = new LinkedHashMap<>();
    private String name = "";
    private boolean finished;

    IconBuilder(XdgToplevelIconV1Resource resource) {
        this.resource = resource;
        resource.handle(this);
    }

    /** What was collected; nothing may be added any more. */
    Icon finish() {
        finished = true;
        return new Icon(name, List.copyOf(pictures.keySet()));
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
        Icon.Picture picture = new Icon.Picture(shm.width(), scale);
        Signal.Subscription previous = pictures.remove(picture);
        if (previous != null) {
            previous.remove();
        }
        if (pictures.size() == MAX_PICTURES) {
            resource.client().postNoMemory();
            return;
        }
        pictures.put(picture, buffer.destroyed().add(this::bufferDestroyed));
    }

    @Override
    public void destroy(XdgToplevelIconV1Resource self) {
        // The runtime ends the object next; see destroyed.
    }

    @Override
    public void destroyed(Resource self) {
        pictures.values().forEach(Signal.Subscription::remove);
        pictures.clear();
    }

    /** Also when the client leaves, and then it is no error. */
    private void bufferDestroyed(Resource buffer) {
        if (resource.client().isAlive()) {
            resource.postError(Error.NO_BUFFER, "%s was destroyed before the icon that needs it", buffer);
        }
    }

    private void requireUnfinished() {
        if (finished) {
            throw resource.error(Error.IMMUTABLE, "%s was given to a window", resource);
        }
    }
}
