package org.breakwater.compositor.backend.drm;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.breakwater.compositor.backend.ClientPicture;
import org.breakwater.protocol.loop.Clock;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.render.Dmabuf;
import org.breakwater.render.DrmFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clients' pictures as framebuffers of one card, and what the card has said to showing them. A framebuffer is made when
 * its picture is first to be shown, and goes with the picture. What the card would not make, or not show, is not asked
 * for again while {@link ScanoutRefusals} has it.
 */
final class ClientFramebuffers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClientFramebuffers.class);

    private final Kms kms;
    private final boolean modifiers;
    private final Map<ClientPicture, ClientFramebuffer> made = new IdentityHashMap<>();
    private final ScanoutRefusals refusals;
    private final BooleanSupplier probing;
    private final List<Integer> unused = new ArrayList<>();

    /** The framebuffer of one picture. */
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
    ClientFramebuffers(Kms kms, Clock clock, BooleanSupplier probing) {
        this.kms = kms;
        this.refusals = new ScanoutRefusals(clock);
        this.probing = probing;
        this.modifiers = kms.capability(Kms.Capability.MODIFIERS) != 0;
    }

    /** The framebuffer with a picture, for an output; 0: it cannot be shown there. */
    int of(ClientPicture picture, DrmOutput output) {
        Dmabuf dmabuf = picture.dmabuf();
        if (dmabuf.width() != output.width() || dmabuf.height() != output.height()
                || refusals.covers(dmabuf, output.connectorId(), output.showsPointer())) {
            return 0;
        }
        ClientFramebuffer framebuffer = made.get(picture);
        if (framebuffer == null) {
            int id = make(picture, output);
            if (id == 0) {
                return 0;
            }
            framebuffer = new ClientFramebuffer(id, picture.gone().add(this::free));
            made.put(picture, framebuffer);
        }
        return framebuffer.id;
    }

    /** Whether a test, or a commit, has shown that the output takes the picture that {@link #of} was asked for. */
    boolean isProven(ClientPicture picture, DrmOutput output) {
        ClientFramebuffer framebuffer = made.get(picture);
        return framebuffer.provenOn == output && framebuffer.provenIn == refusals.arrangement();
    }

    /** The card is to show it. */
    void proven(ClientPicture picture, DrmOutput output) {
        ClientFramebuffer framebuffer = made.get(picture);
        framebuffer.provenOn = output;
        framebuffer.provenIn = refusals.arrangement();
        refusals.taken(picture.dmabuf(), output.connectorId(), output.showsPointer());
    }

    /** The card has refused to show it. */
    void refused(ClientPicture picture, DrmOutput output, int errno) {
        made.get(picture).provenOn = null;
        drawnInstead(picture.dmabuf(), output, errno);
    }

    private void drawnInstead(Dmabuf dmabuf, DrmOutput output, int errno) {
        if (refusals.add(dmabuf, output.connectorId(), output.showsPointer())) {
            LOG.info("pictures of {}x{} in {} with modifier 0x{} are drawn on {}: {}", dmabuf.width(),
                    dmabuf.height(), DrmFormat.name(dmabuf.fourcc()), Long.toHexString(dmabuf.modifier()),
                    output.name(), Errno.describe(errno));
        }
    }

    /** What the card takes may be otherwise from now on. */
    void rearranged() {
        refusals.rearranged();
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
            kms.removeFramebuffer(framebuffer.id);
        }
        made.clear();
    }

    private void free(ClientPicture picture) {
        int id = made.remove(picture).id;
        if (probing.getAsBoolean()) {
            unused.add(id);
        } else {
            kms.removeFramebuffer(id);
        }
    }

    /** 0: the card makes none. The framebuffer keeps the memory: the handles are needed only while it is made. */
    private int make(ClientPicture shown, DrmOutput output) {
        Dmabuf picture = shown.dmabuf();
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
            drawnInstead(picture, output, refused.errno());
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
