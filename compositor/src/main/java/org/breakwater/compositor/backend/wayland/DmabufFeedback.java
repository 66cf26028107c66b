package org.breakwater.compositor.backend.wayland;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.render.PixelFormat;
import org.breakwater.wayland.ZwpLinuxDmabufFeedbackV1.TrancheFlags;
import org.breakwater.wayland.client.ZwpLinuxDmabufFeedbackV1Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the parent says of the buffers that are best for one surface: tranches of places in a table, all at once. */
final class DmabufFeedback implements ZwpLinuxDmabufFeedbackV1Proxy.Events, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DmabufFeedback.class);
    private static final int ENTRY_BYTES = 16;
    private static final int MOST_ENTRIES = 1 << 16;
    private static final int MOST_TRANCHES = 32;

    private final ZwpLinuxDmabufFeedbackV1Proxy proxy;
    private final Consumer<List<Tranche>> changed;
    private final List<Tranche> tranches = new ArrayList<>();
    private final List<Long> modifiers = new ArrayList<>();
    private ByteBuffer table = ByteBuffer.allocate(0);
    private long device;
    private boolean scanout;

    DmabufFeedback(ZwpLinuxDmabufFeedbackV1Proxy proxy, Consumer<List<Tranche>> changed) {
        this.proxy = proxy;
        this.changed = changed;
        proxy.listen(this);
    }

    @Override
    public void formatTable(Fd fd, int size) {
        byte[] read = null;
        try (fd) {
            if (size > 0 && size <= MOST_ENTRIES * ENTRY_BYTES) {
                read = Native.read(fd, size);
            }
        }
        if (read == null) {
            LOG.warn("the parent's table of {} bytes of formats is not read", Integer.toUnsignedString(size));
            read = new byte[0];
        }
        table = ByteBuffer.wrap(read).order(ByteOrder.nativeOrder());
    }

    @Override
    public void trancheTargetDevice(byte[] bytes) {
        device = bytes.length == Long.BYTES ? ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getLong()
                : Tranche.ANY;
    }

    @Override
    public void trancheFlags(int flags) {
        scanout = (flags & TrancheFlags.SCANOUT.value()) != 0;
    }

    @Override
    public void trancheFormats(byte[] bytes) {
        ByteBuffer indices = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        while (indices.remaining() >= Short.BYTES) {
            int at = Short.toUnsignedInt(indices.getShort()) * ENTRY_BYTES;
            if (at + ENTRY_BYTES <= table.limit() && table.getInt(at) == PixelFormat.XRGB8888.fourcc()
                    && modifiers.size() < MOST_ENTRIES) {
                modifiers.add(table.getLong(at + Long.BYTES));
            }
        }
    }

    @Override
    public void trancheDone() {
        // One without a device of its own is nobody's.
        if (!modifiers.isEmpty() && device != Tranche.ANY && tranches.size() < MOST_TRANCHES) {
            tranches.add(new Tranche(device, scanout, List.copyOf(modifiers)));
        }
        beginTranche();
    }

    @Override
    public void done() {
        List<Tranche> all = List.copyOf(tranches);
        tranches.clear();
        beginTranche();
        changed.accept(all);
    }

    @Override
    public void close() {
        proxy.destroy();
    }

    private void beginTranche() {
        modifiers.clear();
        device = Tranche.ANY;
        scanout = false;
    }
}
