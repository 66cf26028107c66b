package org.breakwater.compositor.linuxdmabuf;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.backend.ClientPicture;
import org.breakwater.compositor.buffer.ClientBuffer;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.loop.FdSource;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Account;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Held;
import org.breakwater.protocol.server.Resource;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.render.Dmabuf;
import org.breakwater.render.DrmFormat;
import org.breakwater.render.RenderException;
import org.breakwater.render.Renderer;
import org.breakwater.render.Texture;
import org.breakwater.render.geometry.Rects;
import org.breakwater.wayland.server.WlBufferResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@code wl_buffer} in memory that devices share. It is its own texture, imported once; it keeps the
 * descriptors too, to import it again when the GPU has lost everything, and for outputs that show it as it is. While
 * one does, it does not go back to the client.
 */
final class DmabufBuffer implements ClientBuffer, ClientPicture, WlBufferResource.Requests {
    private static final Logger LOG = LoggerFactory.getLogger(DmabufBuffer.class);

    private final EventLoop loop;
    private final Renderer renderer;
    private final DmabufFiles kernel;
    private final Releases releases;
    private final Account account;
    private final Dmabuf dmabuf;
    private final boolean opaque;
    private final List<Fd> files;
    private final long bytes;
    private Texture texture;
    private WlBufferResource resource;      // null: not announced yet
    private boolean read;                   // since it last went back
    private int holds = 1;
    private int lent;
    private boolean releaseDue;             // when it is not lent any more
    private final Signal<ClientPicture> gone = new Signal<>();
    private FdSource drawing;               // null: nobody waits
    private final List<Runnable> whenDrawn = new ArrayList<>(0);

    /**
     * Takes the descriptors over, with their charges, if it does not throw; whatever it throws, it leaves
     * nothing charged.
     *
     * @throws RenderException when the driver does not take them
     */
    DmabufBuffer(Client client, Renderer renderer, DmabufFiles kernel, Releases releases, Dmabuf dmabuf,
            List<Fd> files, long bytes) {
        this.loop = client.display().loop();
        this.renderer = renderer;
        this.kernel = kernel;
        this.releases = releases;
        this.account = client.account();
        this.dmabuf = dmabuf;
        this.opaque = DrmFormat.of(dmabuf.fourcc()).opaque();
        this.files = new ArrayList<>(files);
        this.bytes = bytes;
        account.charge(Held.BUFFERS, 1);
        boolean done = false;
        try {
            account.charge(Held.POOL_BYTES, bytes);
            try {
                texture = renderer.importTexture(dmabuf);
                done = true;
            } finally {
                if (!done) {
                    account.discharge(Held.POOL_BYTES, bytes);
                }
            }
        } finally {
            if (!done) {
                account.discharge(Held.BUFFERS, 1);
            }
        }
    }

    /** Gives it the object that the client knows it by. */
    void announce(WlBufferResource id) {
        resource = id;
        id.handle(this);
    }

    @Override
    public int width() {
        return dmabuf.width();
    }

    @Override
    public int height() {
        return dmabuf.height();
    }

    @Override
    public boolean isOpaque() {
        return opaque;
    }

    @Override
    public boolean isDrawn() {
        return drawing == null && unfinished() == DmabufFiles.FINISHED;
    }

    @Override
    public void whenDrawn(Runnable drawn) {
        whenDrawn.add(drawn);
        if (drawing == null) {
            await();
        }
    }

    /** Waits for the first plane that is drawn into, or tells that none is. */
    private void await() {
        int unfinished = unfinished();
        if (unfinished != DmabufFiles.FINISHED) {
            try {
                drawing = loop.addFd(unfinished, FdSource.READABLE, events -> {
                    drawing.close();
                    drawing = null;
                    await();
                });
                return;
            } catch (RuntimeException cannotWait) {
                LOG.warn("{} is shown before it is known to be drawn", resource, cannotWait);
            }
        }
        List<Runnable> told = List.copyOf(whenDrawn);
        whenDrawn.clear();
        told.forEach(Runnable::run);
    }

    private int unfinished() {
        for (int i = 0; i < files.size(); i++) {
            int unfinished = kernel.unfinished(files.get(i));
            if (unfinished != DmabufFiles.FINISHED) {
                return unfinished;
            }
        }
        return DmabufFiles.FINISHED;
    }

    @Override
    public void hold() {
        requireHeld();
        holds++;
    }

    @Override
    public void drop() {
        requireHeld();
        if (--holds == 0) {
            try {
                gone.emit(this);
            } finally {
                free();
            }
        }
    }

    private void free() {
        try {
            if (drawing != null) {
                drawing.close();
                drawing = null;
            }
            whenDrawn.clear();
            texture.close();
        } finally {
            files.forEach(Fd::close);
            account.discharge(Held.FDS, files.size());
            account.discharge(Held.POOL_BYTES, bytes);
            account.discharge(Held.BUFFERS, 1);
        }
    }

    @Override
    public ClientPicture picture() {
        return this;
    }

    @Override
    public Dmabuf dmabuf() {
        return dmabuf;
    }

    @Override
    public void lend() {
        hold();
        lent++;
    }

    @Override
    public void giveBack() {
        try {
            if (--lent == 0 && releaseDue && resource.isAlive()) {
                releaseDue = false;
                release();
            }
        } finally {
            drop();
        }
    }

    @Override
    public Signal<ClientPicture> gone() {
        return gone;
    }

    @Override
    public void release() {
        if (lent > 0) {
            releaseDue = true;
        } else if (read) {
            read = false;
            releases.afterDrawing(this::sendRelease);
        } else {
            sendRelease();
        }
    }

    private void sendRelease() {
        Client client = resource.client();
        client.beginPatient();
        try {
            resource.sendRelease();
        } finally {
            client.endPatient();
        }
    }

    @Override
    public Texture shared(Rects damage) {
        requireHeld();
        read = true;
        if (texture.isClosed()) {
            try {
                texture = renderer.importTexture(dmabuf);
            } catch (RenderException refused) {
                // Not the client's fault: nothing is shown, and it is told nothing.
                LOG.warn("{} cannot be imported again: {}", resource, refused.getMessage());
            }
        } else {
            texture.update(null, damage);
        }
        return texture;
    }

    @Override
    public Texture upload(Renderer by, Texture previous, Rects damage) {
        throw new UnsupportedOperationException("a dmabuf is never copied");
    }

    private void requireHeld() {
        if (holds == 0) {
            throw new IllegalStateException("the buffer is gone");
        }
    }

    @Override
    public void destroy(WlBufferResource self) {
        // Surfaces that show it hold it.
    }

    @Override
    public void destroyed(Resource gone) {
        drop();
    }
}
