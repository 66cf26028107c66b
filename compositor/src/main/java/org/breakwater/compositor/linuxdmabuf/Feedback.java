package org.breakwater.compositor.linuxdmabuf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.breakwater.wayland.ZwpLinuxDmabufFeedbackV1.TrancheFlags;
import org.breakwater.wayland.server.ZwpLinuxDmabufFeedbackV1Resource;

/** What a {@code zwp_linux_dmabuf_feedback_v1} is told: first what could be shown as it is, then the rest. */
final class Feedback implements ZwpLinuxDmabufFeedbackV1Resource.Requests {
    private final FormatTable table;
    private final byte[] everything;
    private final byte[] mainDevice;

    Feedback(FormatTable table, long mainDevice) {
        this.table = table;
        this.everything = table.indices(null);
        this.mainDevice = device(mainDevice);
    }

    /** {@code scanout}: null for none. */
    void send(ZwpLinuxDmabufFeedbackV1Resource to, Scanout scanout) {
        to.sendFormatTable(table.fd(), table.bytes());
        to.sendMainDevice(mainDevice);
        if (scanout != null) {
            byte[] indices = table.indices(scanout.formats());
            if (indices.length > 0) {
                tranche(to, device(scanout.device()), TrancheFlags.SCANOUT.value(), indices);
            }
        }
        tranche(to, mainDevice, 0, everything);
        to.sendDone();
    }

    private static void tranche(ZwpLinuxDmabufFeedbackV1Resource to, byte[] target, int flags,
            byte[] indices) {
        to.sendTrancheTargetDevice(target);
        to.sendTrancheFlags(flags);
        to.sendTrancheFormats(indices);
        to.sendTrancheDone();
    }

    private static byte[] device(long device) {
        return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder()).putLong(device).array();
    }

    @Override
    public void destroy(ZwpLinuxDmabufFeedbackV1Resource self) {
        // Nobody keeps it but who listens for its end.
    }
}
