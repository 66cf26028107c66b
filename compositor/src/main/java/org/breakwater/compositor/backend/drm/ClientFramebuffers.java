package org.breakwater.compositor.backend.drm;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.breakwater.compositor.backend.ClientPicture;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.render.Dmabuf;
import org.breakwater.render.DrmFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clients' pictures as framebuffers of one card, and what the card has said to showing them. A framebuffer is made when
 * its picture is first to be shown, and goes with the picture. What was refused on an output is not asked again there,
 * nor is any picture of the same size and layout, until something about the card's outputs has changed.
 */
final class ClientFramebuffers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClientFramebuffers.class);
    private static final int MOST_REFUSALS = 16;

    private final Kms kms;
    private final boolean modifiers;
    private final Map<ClientPicture, ClientFramebuffer> made = new IdentityHashMap<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private final BooleanSupplier probing;
    private final List<Integer> unused = new ArrayList<>();
    private long arrangement = 1;

    private record Refusal(DrmOutput output, Dmabuf picture) {
    }

    /** The framebuffer of one picture; {@code id} 0: the card makes none of it. */
    private static final class ClientFramebuffer {
        private final int id;
        private final Signal.Subscription end;
        private DrmOutput provenOn;         // by a test, as the outputs are arranged now
        private long provenIn;

        private ClientFramebuffer(int id, Signal.Subscription end) {
            this.id = id;
            this.end = end;
        }
    }

    /** {@code probing}: somebody looks at the card's screens, which would have to be waited for to free a framebuffer. */
    ClientFramebuffers(Kms kms, BooleanSupplier probing) {
        this.kms = kms;
        this.probing = probing;
        this.modifiers = kms.capability(Kms.Capability.MODIFIERS) != 0;
    }

    /** The framebuffer with a picture, for an output; 0: it cannot be shown there. */
    int of(ClientPicture picture, DrmOutput output) {
        Dmabuf dmabuf = picture.dmabuf();
        if (dmabuf.width() != output.width() || dmabuf.height() != output.height() || isRefused(dmabuf, output)) {
            return 0;
        }
        ClientFramebuffer framebuffer = made.get(picture);
        if (framebuffer == null) {
            framebuffer = new ClientFramebuffer(make(dmabuf), picture.gone().add(this::free));
            made.put(picture, framebuffer);
        }
        return framebuffer.id;
    }

    /** Whether a test, or a commit, has shown that the output takes the picture that {@link #of} was asked for. */
    boolean isProven(ClientPicture picture, DrmOutput output) {
        ClientFramebuffer framebuffer = made.get(picture);
        return framebuffer.provenOn == output && framebuffer.provenIn == arrangement;
    }

    void proven(ClientPicture picture, DrmOutput output) {
        ClientFramebuffer framebuffer = made.get(picture);
        framebuffer.provenOn = output;
        framebuffer.provenIn = arrangement;
    }

    void refused(ClientPicture picture, DrmOutput output, int errno) {
        Dmabuf dmabuf = picture.dmabuf();
        LOG.info("pictures of {}x{} in {} with modifier 0x{} are drawn on {}: {}", dmabuf.width(), dmabuf.height(),
                DrmFormat.name(dmabuf.fourcc()), Long.toHexString(dmabuf.modifier()), output.name(),
                Errno.describe(errno));
        if (refusals.size() == MOST_REFUSALS) {
            refusals.remove(0);
        }
        refusals.add(new Refusal(output, dmabuf));
    }

    /** What the card takes may be otherwise from now on. */
    void rearranged() {
        arrangement++;
        refusals.clear();
    }

    /** Frees what could not be freed in the meantime. */
    void freeUnused() {
        unused.forEach(kms::removeFramebuffer);
        unused.clear();
    }

    @Override
    public void close() {
        freeUnused();
        for (ClientFramebuffer framebuffer : made.values()) {
            framebuffer.end.remove();
            if (framebuffer.id != 0) {
                kms.removeFramebuffer(framebuffer.id);
            }
        }
        made.clear();
        refusals.clear();
    }

    private boolean isRefused(Dmabuf picture, DrmOutput output) {
        for (int i = 0; i < refusals.size(); i++) {
            Refusal refusal = refusals.get(i);
            if (refusal.output() == output && isLike(refusal.picture(), picture)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLike(Dmabuf one, Dmabuf other) {
        return one.width() == other.width() && one.height() == other.height() && one.fourcc() == other.fourcc()
                && one.modifier() == other.modifier()
                && one.planes().get(0).stride() == other.planes().get(0).stride();
    }

    private void free(ClientPicture picture) {
        int id = made.remove(picture).id;
        if (id != 0 && probing.getAsBoolean()) {
            unused.add(id);
        } else if (id != 0) {
            kms.removeFramebuffer(id);
        }
    }

    /** The framebuffer keeps the memory: the handles are needed for as long as it takes to make it. */
    private int make(Dmabuf picture) {
        int planes = picture.planes().size();
        int[] handles = new int[planes];
        int[] strides = new int[planes];
        int[] offsets = new int[planes];
        int imported = 0;
        try {
            for (; imported < planes; imported++) {
                Dmabuf.Plane plane = picture.planes().get(imported);
                handles[imported] = kms.importHandle(plane.fd());
                strides[imported] = plane.stride();
                offsets[imported] = plane.offset();
            }
            boolean plain = picture.modifier() == Dmabuf.LINEAR && !modifiers;
            return kms.addFramebuffer(new Kms.Layout(picture.width(), picture.height(),
                    DrmFormat.withoutAlpha(picture.fourcc()), plain ? Kms.NO_MODIFIER : picture.modifier(),
                    handles, strides, offsets));
        } catch (KmsException refused) {
            LOG.debug("a client's picture is no framebuffer: {}", refused.getMessage());
            return 0;
        } finally {
            for (int i = 0; i < imported; i++) {
                close(handles, i);
            }
        }
    }

    /** Planes in one file have one handle. */
    private void close(int[] handles, int index) {
        for (int i = 0; i < index; i++) {
            if (handles[i] == handles[index]) {
                return;
            }
        }
        kms.closeHandle(handles[index]);
    }
}
