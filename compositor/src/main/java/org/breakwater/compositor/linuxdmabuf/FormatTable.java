package org.breakwater.compositor.linuxdmabuf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.render.DmabufFormat;
import org.breakwater.shm.Memfd;

/** Every format that is taken, with its layout, in a file that nobody can change. */
final class FormatTable implements AutoCloseable {
    private static final int ENTRY_BYTES = 16;
    private static final int MOST_ENTRIES = 1 << Short.SIZE;

    private final List<DmabufFormat> formats;
    private final Memfd file;

    FormatTable(List<DmabufFormat> formats) throws IOException {
        this.formats = formats.size() > MOST_ENTRIES ? formats.subList(0, MOST_ENTRIES) : formats;
        ByteBuffer table = ByteBuffer.allocateDirect(this.formats.size() * ENTRY_BYTES)
                .order(ByteOrder.nativeOrder());
        for (DmabufFormat format : this.formats) {
            table.putInt(format.fourcc()).putInt(0).putLong(format.modifier());
        }
        file = Memfd.sealed("breakwater-dmabuf-formats", table.flip());
    }

    List<DmabufFormat> formats() {
        return formats;
    }

    /** Stays the table's. */
    Fd fd() {
        return file.fd();
    }

    int bytes() {
        return formats.size() * ENTRY_BYTES;
    }

    /** Null when it is not in the table. */
    DmabufFormat find(int fourcc, long modifier) {
        for (DmabufFormat format : formats) {
            if (format.fourcc() == fourcc && format.modifier() == modifier) {
                return format;
            }
        }
        return null;
    }

    /** Where in the table those are that are in {@code wanted}; null is all of them. */
    byte[] indices(List<DmabufFormat> wanted) {
        ByteBuffer indices = ByteBuffer.allocate(formats.size() * Short.BYTES).order(ByteOrder.nativeOrder());
        for (int i = 0; i < formats.size(); i++) {
            if (wanted == null || holds(wanted, formats.get(i))) {
                indices.putShort((short) i);
            }
        }
        byte[] found = new byte[indices.position()];
        indices.flip().get(found);
        return found;
    }

    private static boolean holds(List<DmabufFormat> wanted, DmabufFormat format) {
        return wanted.stream().anyMatch(w -> w.fourcc() == format.fourcc()
                && w.modifier() == format.modifier());
    }

    @Override
    public void close() {
        file.close();
    }
}
