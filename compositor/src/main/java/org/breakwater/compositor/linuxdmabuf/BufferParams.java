package org.breakwater.compositor.linuxdmabuf;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Held;
import org.breakwater.protocol.server.Resource;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.render.Dmabuf;
import org.breakwater.render.DrmFormat;
import org.breakwater.render.RenderException;
import org.breakwater.wayland.ZwpLinuxBufferParamsV1.Error;
import org.breakwater.wayland.server.WlBufferResource;
import org.breakwater.wayland.server.ZwpLinuxBufferParamsV1Resource;

/**
 * {@code zwp_linux_buffer_params_v1}: planes that become one buffer. What is wrong with the numbers is an
 * error; what only we can know, such as that a file is no dmabuf or that the driver does not take it, fails
 * alone, unless the client has already been promised the buffer.
 */
final class BufferParams implements ZwpLinuxBufferParamsV1Resource.Requests {
    private final ZwpLinuxBufferParamsV1Resource resource;
    private final Client client;
    private final LinuxDmabuf dmabufs;
    private final Plane[] planes = new Plane[Dmabuf.MAX_PLANES];
    private boolean used;

    private record Plane(Fd fd, long offset, long stride, long modifier) {
    }

    /** The buffer cannot be made, for a reason that is not the client's error. */
    private static final class FailedException extends Exception {
        private static final long serialVersionUID = 1L;

        FailedException(String message) {
            super(message, null, false, false);
        }
    }

    BufferParams(ZwpLinuxBufferParamsV1Resource resource, LinuxDmabuf dmabufs) {
        this.resource = resource;
        this.client = resource.client();
        this.dmabufs = dmabufs;
        resource.handle(this);
    }

    @Override
    public void add(ZwpLinuxBufferParamsV1Resource self, Fd fd, int index, int offset, int stride,
            int modifierHi, int modifierLo) {
        boolean kept = false;
        try {
            requireUnused();
            if (index < 0 || index >= planes.length) {
                throw resource.error(Error.PLANE_IDX, "no format has a plane %s",
                        Integer.toUnsignedString(index));
            }
            if (planes[index] != null) {
                throw resource.error(Error.PLANE_SET, "plane %d is there", index);
            }
            client.account().charge(Held.FDS, 1);
            planes[index] = new Plane(fd, Integer.toUnsignedLong(offset), Integer.toUnsignedLong(stride),
                    (long) modifierHi << 32 | Integer.toUnsignedLong(modifierLo));
            kept = true;
        } finally {
            if (!kept) {
                fd.close();
            }
        }
    }

    @Override
    public void create(ZwpLinuxBufferParamsV1Resource self, int width, int height, int format, int flags) {
        DmabufBuffer buffer;
        try {
            buffer = make(width, height, format, flags);
        } catch (FailedException failed) {
            dmabufs.failed(client, failed.getMessage());
            resource.sendFailed();
            return;
        }
        WlBufferResource id = client.create(WlBufferResource.TYPE, 1);
        buffer.announce(id);
        resource.sendCreated(id);
    }

    @Override
    public void createImmed(ZwpLinuxBufferParamsV1Resource self, WlBufferResource id, int width, int height,
            int format, int flags) {
        try {
            make(width, height, format, flags).announce(id);
        } catch (FailedException failed) {
            dmabufs.failed(client, failed.getMessage());
            throw resource.error(Error.INVALID_WL_BUFFER, "%s", failed.getMessage());
        }
    }

    @Override
    public void destroy(ZwpLinuxBufferParamsV1Resource self) {
        // See destroyed.
    }

    @Override
    public void destroyed(Resource self) {
        closePlanes();
    }

    private DmabufBuffer make(int width, int height, int format, int flags) throws FailedException {
        requireUnused();
        used = true;
        try {
            return checked(width, height, format, flags);
        } finally {
            closePlanes();
        }
    }

    private DmabufBuffer checked(int width, int height, int format, int flags) throws FailedException {
        int count = count();
        long modifier = planes[0].modifier();
        for (int i = 1; i < count; i++) {
            if (planes[i].modifier() != modifier) {
                throw resource.error(Error.INVALID_FORMAT, "planes 0 and %d have different modifiers", i);
            }
        }
        DrmFormat known = DrmFormat.of(format);
        if (known == null || !dmabufs.takes(format, modifier)) {
            throw resource.error(Error.INVALID_FORMAT, "%s with modifier 0x%x is not taken",
                    DrmFormat.name(format), modifier);
        }
        boolean plain = modifier == Dmabuf.LINEAR || modifier == Dmabuf.IMPLICIT;
        if (count < known.planes().size() || plain && count > known.planes().size()) {
            throw resource.error(Error.INCOMPLETE, "%s has %d planes, not %d", DrmFormat.name(format),
                    known.planes().size(), count);
        }
        if (width <= 0 || height <= 0) {
            throw resource.error(Error.INVALID_DIMENSIONS, "%dx%d pixels", width, height);
        }
        long bytes = 0;
        List<Dmabuf.Plane> parts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long size = dmabufs.files().size(planes[i].fd());
            if (size == DmabufFiles.NONE) {
                throw new FailedException("the file of plane " + i + " is no dmabuf");
            }
            // Of a layout that only the device knows, the planes besides the first mean other things.
            DrmFormat.Plane shape = plain || i == 0 ? known.planes().get(i) : null;
            checkBounds(i, shape, width, height, size);
            bytes += size;
            parts.add(new Dmabuf.Plane(planes[i].fd().raw(), (int) planes[i].offset(),
                    (int) planes[i].stride()));
        }
        if (flags != 0) {
            throw new FailedException("content upside down or interlaced is not drawn");
        }
        return build(new Dmabuf(width, height, format, modifier, parts), bytes);
    }

    private DmabufBuffer build(Dmabuf dmabuf, long bytes) throws FailedException {
        List<Fd> files = new ArrayList<>(dmabuf.planes().size());
        for (int i = 0; i < dmabuf.planes().size(); i++) {
            files.add(planes[i].fd());
        }
        DmabufBuffer buffer;
        try {
            buffer = dmabufs.newBuffer(client, dmabuf, files, bytes);
        } catch (RenderException refused) {
            throw new FailedException(refused.getMessage());
        }
        for (int i = 0; i < files.size(); i++) {
            planes[i] = null;       // the buffer's now
        }
        return buffer;
    }

    /** How many there are, the first ones without a gap. */
    private int count() {
        int count = 0;
        int last = 0;
        for (int i = 0; i < planes.length; i++) {
            if (planes[i] != null) {
                count++;
                last = i + 1;
            }
        }
        if (count == 0 || count != last) {
            throw resource.error(Error.INCOMPLETE, "%d of %d planes are there", count, Math.max(last, 1));
        }
        return count;
    }

    private void checkBounds(int index, DrmFormat.Plane shape, int width, int height, long size) {
        long offset = planes[index].offset();
        long stride = planes[index].stride();
        long least = shape == null ? 1 : shape.stride(width);
        long rows = shape == null ? 1 : shape.height(height);
        if (stride < least || offset > Integer.MAX_VALUE || stride > Integer.MAX_VALUE
                || offset + stride * rows > size) {
            throw resource.error(Error.OUT_OF_BOUNDS,
                    "plane %d: %d rows of %d bytes, %d bytes apart, from %d on, in %d bytes", index, rows,
                    least, stride, offset, size);
        }
    }

    private void requireUnused() {
        if (used) {
            throw resource.error(Error.ALREADY_USED, "%s has already made a buffer", resource);
        }
    }

    private void closePlanes() {
        for (int i = 0; i < planes.length; i++) {
            if (planes[i] != null) {
                Fd fd = planes[i].fd();
                planes[i] = null;
                fd.close();
                client.account().discharge(Held.FDS, 1);
            }
        }
    }
}
