package org.breakwater.compositor.backend.drm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.render.Dmabuf;
import org.breakwater.render.DmabufFormat;
import org.breakwater.render.DrmFormat;

/** What a plane's property IN_FORMATS says: {@code struct drm_format_modifier_blob}. */
final class PlaneFormats {
    private static final int HEADER = 24;
    private static final int ENTRY = 24;

    private PlaneFormats() {
    }

    /** The ways to lay out a format that the plane shows; none where the blob says nothing of it. */
    static List<Long> modifiers(byte[] blob, int format) {
        List<Long> modifiers = new ArrayList<>();
        if (blob.length < HEADER) {
            return modifiers;
        }
        ByteBuffer in = ByteBuffer.wrap(blob).order(ByteOrder.nativeOrder());
        int index = indexOf(in, format);
        int count = in.getInt(16);
        int at = in.getInt(20);
        for (int i = 0; index >= 0 && i < count && at >= HEADER && at <= blob.length - ENTRY; i++) {
            int bit = index - in.getInt(at + 8);
            if (bit >= 0 && bit < Long.SIZE && (in.getLong(at) & 1L << bit) != 0) {
                modifiers.add(in.getLong(at + 16));
            }
            at += ENTRY;
        }
        return modifiers;
    }

    /** All that a plane of a card shows, and the same with alpha, which is then passed over. */
    static List<DmabufFormat> shown(Kms kms, Survey.Layer plane) {
        byte[] layouts = new byte[0];
        long blob = plane.properties().value("IN_FORMATS");
        try {
            if (blob != 0 && kms.capability(Kms.Capability.MODIFIERS) != 0) {
                layouts = kms.blob((int) blob);
            }
        } catch (KmsException unknown) {
            return List.of();
        }
        List<DmabufFormat> formats = new ArrayList<>();
        for (int format : DrmFormat.codes()) {
            int shown = DrmFormat.withoutAlpha(format);
            if (plane.plane().formats().contains(shown)) {
                List<Long> modifiers = layouts.length == 0
                        ? List.of(Dmabuf.LINEAR, Dmabuf.IMPLICIT)
                        : modifiers(layouts, shown);
                modifiers.forEach(modifier -> formats.add(new DmabufFormat(format, modifier, false)));
            }
        }
        return List.copyOf(formats);
    }

    private static int indexOf(ByteBuffer in, int format) {
        int count = in.getInt(8);
        int at = in.getInt(12);
        for (int i = 0; i < count && at >= HEADER && at <= in.capacity() - Integer.BYTES; i++) {
            if (in.getInt(at) == format) {
                return i;
            }
            at += Integer.BYTES;
        }
        return -1;
    }
}
