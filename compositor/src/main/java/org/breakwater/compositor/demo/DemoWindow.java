package org.breakwater.compositor.demo;

import java.io.IOException;
import org.breakwater.wayland.client.WlBufferProxy;
import org.breakwater.wayland.client.WlCallbackProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.XdgSurfaceProxy;
import org.breakwater.wayland.client.XdgToplevelProxy;

/** A toplevel window of a size that it chooses itself; acknowledges every configure. */
final class DemoWindow {
    private final int width;
    private final int height;
    private final WlSurfaceProxy surface;
    private final XdgToplevelProxy toplevel;
    private boolean configured;

    /** Sets the window up and waits for its first configure; then it may {@link #present}. */
    DemoWindow(DemoConnection connection, String title, int width, int height, Deadline deadline)
            throws IOException {
        this.width = width;
        this.height = height;
        surface = connection.compositor().createSurface();
        XdgSurfaceProxy shellSurface = connection.shell().getXdgSurface(surface);
        shellSurface.listen(new XdgSurfaceProxy.Events() {
            @Override
            public void configure(int serial) {
                shellSurface.ackConfigure(serial);
                if (configured) {
                    surface.commit();   // some wait with their next frame until a client has answered
                }
                configured = true;
            }
        });
        toplevel = shellSurface.getToplevel();
        toplevel.setTitle(title);
        toplevel.setAppId("org.breakwater.demo");
        surface.commit();
        connection.await(() -> configured, "configure of a window", deadline);
    }

    WlSurfaceProxy surface() {
        return surface;
    }

    /** Asks for all of an output. */
    void fullscreen() {
        toplevel.setFullscreen(null);
    }

    /** Attaches the buffer and damages all of it, without the commit. */
    void attach(WlBufferProxy buffer) {
        surface.attach(buffer, 0, 0);
        damage();
    }

    void damage() {
        surface.damageBuffer(0, 0, width, height);
    }

    /** The window's whole content is this buffer from now on. */
    void present(WlBufferProxy buffer) {
        attach(buffer);
        surface.commit();
    }

    /** Runs {@code shown} when it is time to draw the frame after the coming commit. */
    void onFrame(Runnable shown) {
        surface.frame().listen(new WlCallbackProxy.Events() {
            @Override
            public void done(int timeMillis) {
                shown.run();
            }
        });
    }
}
