package org.breakwater.compositor.backend.drm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.breakwater.compositor.backend.ClientPicture;
import org.breakwater.render.RenderTarget;
import org.breakwater.render.geometry.Rects;

/**
 * The pictures of one output: its own, which it shows in turn, those of an earlier mode that its screen may still show,
 * and clients' pictures that it shows as they are. Owns them, and borrows the clients'.
 */
final class OutputPictures implements AutoCloseable {
    /** The card does not take it, and all is as before. */
    static final int REFUSED = 1;

    private final DrmDevice device;
    private final Pipeline pipeline;
    private final DrmOutput output;
    private final List<Swapchain> retired = new ArrayList<>();
    private final LentPictures lent = new LentPictures();
    private Swapchain swapchain;
    private boolean copied;
    private int framebuffer;
    private boolean finished;       // one of ours, and not committed yet

    OutputPictures(DrmDevice device, Pipeline pipeline, DrmOutput output) {
        this.device = device;
        this.pipeline = pipeline;
        this.output = output;
    }

    /** @throws org.breakwater.render.RenderException when the card has no memory for pictures of this size */
    RenderTarget next(KmsMode mode) {
        if (swapchain == null) {
            swapchain = device.pictures().create(pipeline.formats(), mode.width(), mode.height(), copied);
        }
        return swapchain.target();
    }

    /** What was drawn into {@link #next} is to be shown. */
    void finish(Rects drawn) {
        framebuffer = swapchain.finish(drawn);
        finished = true;
        lent.show(null);
    }

    /**
     * Commits a client's picture, after a test unless one has shown that it can be. Where the card takes it, it is what
     * is to be shown, and the result is that of the commit; else {@link #REFUSED}.
     *
     * @param anew a test of before says nothing
     * @param commit sends {@link #framebuffer} with these flags; says what the card says
     */
    int commit(ClientPicture picture, boolean anew, IntUnaryOperator commit) {
        ClientFramebuffers framebuffers = device.clientFramebuffers();
        int offered = framebuffers.of(picture, output);
        if (offered == 0) {
            return REFUSED;
        }
        int before = framebuffer;
        framebuffer = offered;
        int result = !anew && framebuffers.isProven(picture, output) ? 0 : commit.applyAsInt(Kms.TEST_ONLY);
        boolean taken = result == 0;
        if (taken) {
            result = commit.applyAsInt(FrameRequest.FOR_GOOD);
            taken = !Errno.isAboutContent(-result);
        }
        if (!taken) {
            if (Errno.isAboutContent(-result)) {
                framebuffers.refused(picture, output, -result);
            }
            framebuffer = before;
            return REFUSED;
        }
        if (result == 0) {
            framebuffers.proven(picture, output);
        }
        finished = false;
        lent.show(picture);
        return result;
    }

    /** What is to be shown; 0: nothing yet. */
    int framebuffer() {
        return framebuffer;
    }

    /** Whether that is a client's picture. */
    boolean isClients() {
        return lent.latest() != null;
    }

    /** The client's picture that was to be shown was refused after all. */
    void refused(int errno) {
        device.clientFramebuffers().refused(lent.latest(), output, errno);
        forgetFrame();
    }

    /** What is to be shown has been committed. */
    void committed() {
        if (finished) {
            finished = false;
            swapchain.committed();
        }
    }

    /** As {@link DrmOutput#shown}. */
    RenderTarget shown() {
        return swapchain == null ? null : swapchain.shown();
    }

    void rendererRecovered() {
        if (swapchain != null) {
            swapchain.rendererRecovered();
        }
    }

    /** The next ones are of another kind: these were refused. */
    void avoid() {
        copied = !copied;
        retire();
    }

    /** Others come in their place. What the screen may show is kept until it shows one of those. */
    void retire() {
        forgetFrame();
        if (swapchain != null) {
            if (swapchain.shown() == null) {
                swapchain.close();
            } else {
                retired.add(swapchain);
            }
            swapchain = null;
        }
    }

    /** The screen shows what was committed last, and nothing else. */
    void flipped() {
        if (!retired.isEmpty()) {
            device.free(List.copyOf(retired));
            retired.clear();
        }
        lent.flipped();
    }

    @Override
    public void close() {
        retire();
        retired.forEach(Swapchain::close);
        retired.clear();
        lent.clear();
    }

    private void forgetFrame() {
        framebuffer = 0;
        finished = false;
        lent.show(null);
    }
}
