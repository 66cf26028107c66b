package org.breakwater.compositor.backend.drm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.backend.gbm.GbmDevice;
import org.breakwater.render.DmabufFormat;
import org.breakwater.render.RenderException;
import org.breakwater.render.Renderer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the pictures that a card's outputs show: where a GPU draws, in its memory, laid out in a way that it and the
 * plane agree on, else in the driver's own; where the processor draws, or none of that can be had, in dumb buffers.
 */
final class Pictures implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pictures.class);

    private final Kms kms;
    private final Renderer renderer;
    private final String card;
    private GbmDevice gbm;

    /** {@code gpu}: a GPU draws. */
    Pictures(Kms kms, Renderer renderer, String card, boolean gpu) {
        this.kms = kms;
        this.renderer = renderer;
        this.card = card;
        if (gpu && !renderer.targetFormats().isEmpty()) {
            try {
                gbm = GbmDevice.of(kms.fd());
            } catch (IOException none) {
                LOG.info("frames for {} are copied: {}", card, none.getMessage());
            }
        }
    }

    /**
     * Pictures for the plane of an output.
     *
     * @param formats the plane's blob of formats; 0: it has none
     * @param copied even where a GPU draws: what it draws was refused
     * @throws RenderException when the card has no memory for them
     */
    Swapchain create(int formats, int width, int height, boolean copied) {
        if (gbm != null && !copied) {
            Swapchain shared = shared(formats, width, height);
            if (shared != null) {
                return shared;
            }
        }
        try {
            return DumbSwapchain.create(kms, renderer, width, height);
        } catch (KmsException refused) {
            throw new RenderException(card + " has no memory for frames of " + width + "x" + height,
                    refused);
        }
    }

    /** The picture of the pointer, for a plane. */
    CursorPlane pointer(Survey.Layer layer, int crtc) throws KmsException {
        return CursorPlane.create(kms, renderer, layer, crtc);
    }

    @Override
    public void close() {
        if (gbm != null) {
            gbm.close();
            gbm = null;
        }
    }

    private Swapchain shared(int formats, int width, int height) {
        for (long[] modifiers : new long[][] {common(formats), {}}) {
            try {
                return GbmSwapchain.create(kms, gbm, renderer, width, height, modifiers);
            } catch (IOException | RenderException refused) {
                LOG.info("{}: no frames of {}x{} in the GPU's memory with {} modifiers: {}", card,
                        width, height, modifiers.length, refused.getMessage());
            }
        }
        return null;
    }

    /** Modifiers that both the plane and the renderer take. */
    private long[] common(int formats) {
        List<Long> common = new ArrayList<>();
        try {
            if (formats != 0 && kms.capability(Kms.Capability.MODIFIERS) != 0) {
                for (long modifier : PlaneFormats.modifiers(kms.blob(formats), Kms.XRGB8888)) {
                    if (renderer.targetFormats().contains(
                            new DmabufFormat(Kms.XRGB8888, modifier, false))) {
                        common.add(modifier);
                    }
                }
            }
        } catch (KmsException unknown) {
            LOG.debug("the formats of a plane of {} cannot be read", card, unknown);
        }
        return common.stream().mapToLong(Long::longValue).toArray();
    }
}
