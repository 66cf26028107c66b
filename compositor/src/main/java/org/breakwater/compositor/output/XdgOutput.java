package org.breakwater.compositor.output;

import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Resource;
import org.breakwater.render.geometry.Rect;
import org.breakwater.wayland.WlOutput;
import org.breakwater.wayland.ZxdgOutputV1;
import org.breakwater.wayland.server.WlOutputResource;
import org.breakwater.wayland.server.ZxdgOutputV1Resource;

/**
 * {@code zxdg_output_v1}: an output's rectangle in the layout. From version 3 its events are
 * completed by {@code wl_output.done}; before, and where the {@code wl_output} has none or is
 * released, by its own.
 */
final class XdgOutput implements ZxdgOutputV1Resource.Requests {
    private static final int WL_OUTPUT_DONE_VERSION = 3;

    private final ZxdgOutputV1Resource resource;
    private final WlOutputResource wlOutput;
    private final Output output;

    XdgOutput(ZxdgOutputV1Resource resource, WlOutputResource wlOutput, Output output) {
        this.resource = resource;
        this.wlOutput = wlOutput;
        this.output = output;
        resource.handle(this);
    }

    Client client() {
        return resource.client();
    }

    void sendAll() {
        sendPosition();
        sendSize();
        if (resource.supports(ZxdgOutputV1.NAME_SINCE)) {
            resource.sendName(output.name());
        }
        if (resource.supports(ZxdgOutputV1.DESCRIPTION_SINCE)) {
            resource.sendDescription(output.description());
        }
        if (isCompletedByWlOutput()) {
            wlOutput.sendDone();
        } else {
            resource.sendDone();
        }
    }

    /** The output was moved or resized; its owner sends {@code wl_output.done} next. */
    void outputChanged(Rect old) {
        Rect now = output.geometry();
        if (now.x() != old.x() || now.y() != old.y()) {
            sendPosition();
        }
        if (now.width() != old.width() || now.height() != old.height()) {
            sendSize();
        }
        if (!now.equals(old) && !isCompletedByWlOutput()) {
            resource.sendDone();
        }
    }

    /** Before version 3 a description is for life. */
    void sendNewDescription() {
        if (resource.version() >= WL_OUTPUT_DONE_VERSION) {
            resource.sendDescription(output.description());
            if (!isCompletedByWlOutput()) {
                resource.sendDone();
            }
        }
    }

    void outputDestroyed() {
        resource.makeInert();
    }

    @Override
    public void destroy(ZxdgOutputV1Resource self) {
        // The runtime ends the object next; see destroyed.
    }

    @Override
    public void destroyed(Resource self) {
        output.removeXdgOutput(this);
    }

    private boolean isCompletedByWlOutput() {
        return resource.version() >= WL_OUTPUT_DONE_VERSION && wlOutput.isAlive()
                && wlOutput.supports(WlOutput.DONE_SINCE);
    }

    private void sendPosition() {
        resource.sendLogicalPosition(output.geometry().x(), output.geometry().y());
    }

    private void sendSize() {
        resource.sendLogicalSize(output.geometry().width(), output.geometry().height());
    }
}
