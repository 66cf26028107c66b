package org.breakwater.compositor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.breakwater.compositor.linuxdmabuf.DmabufFiles;
import org.breakwater.compositor.linuxdmabuf.KernelDmabufs;
import org.breakwater.compositor.linuxdmabuf.LinuxDmabuf;
import org.breakwater.render.RenderException;
import org.breakwater.render.egl.DmabufImages;
import org.breakwater.render.egl.EglContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a {@link Server} draws with.
 *
 * @param context the server's from now on
 * @param dmabufs makes images of clients' dmabufs; null where nobody can
 * @param files tells dmabufs from other files
 * @param device the {@code dev_t} of the device that draws, or {@link LinuxDmabuf#UNKNOWN_DEVICE}
 */
public record Graphics(EglContext context, DmabufImages dmabufs, DmabufFiles files, long device) {
    private static final Logger LOG = LoggerFactory.getLogger(Graphics.class);

    /** The GPU of the first card where there are cards, so that frames need not be copied; else {@link #any}. */
    static Graphics of(ServerOptions.Backend backend) {
        if (backend instanceof ServerOptions.Hardware seat && !seat.monitor().cards().isEmpty()) {
            String card = seat.monitor().cards().get(0).path();
            try {
                return of(EglContext.device(card));
            } catch (RenderException other) {
                LOG.debug("{} shows what another draws: {}", card, other.getMessage());
            }
        }
        return any();
    }

    /** What EGL chooses when nobody asks for anything: the first GPU, else the processor. */
    public static Graphics any() {
        return of(EglContext.surfaceless());
    }

    private static Graphics of(EglContext context) {
        try {
            String node = context.deviceNode();
            return new Graphics(context, context.dmabufs(), new KernelDmabufs(),
                    node == null ? LinuxDmabuf.UNKNOWN_DEVICE : number(node));
        } catch (RuntimeException failed) {
            context.close();
            throw failed;
        }
    }

    /** The {@code dev_t} of a node in {@code /dev}. */
    private static long number(String node) {
        try {
            return ((Number) Files.getAttribute(Path.of(node), "unix:rdev")).longValue();
        } catch (IOException gone) {
            LOG.warn("nothing is known of {}: {}", node, gone.toString());
            return LinuxDmabuf.UNKNOWN_DEVICE;
        }
    }
}
