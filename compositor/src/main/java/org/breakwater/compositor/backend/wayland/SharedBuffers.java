package org.breakwater.compositor.backend.wayland;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.backend.gbm.AllocatedDmabuf;
import org.breakwater.compositor.backend.gbm.DmabufMemory;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.render.Dmabuf;
import org.breakwater.render.PixelFormat;
import org.breakwater.render.RenderException;
import org.breakwater.render.RenderTarget;
import org.breakwater.render.Renderer;
import org.breakwater.render.geometry.Rects;
import org.breakwater.wayland.client.WlBufferProxy;
import org.breakwater.wayland.client.ZwpLinuxBufferParamsV1Proxy;

/**
 * Frames are drawn into memory that the parent shows as it is. It is asked whether it takes each buffer, and they are
 * of use when it has said so of all. Who closes them earlier, by {@link #retire}, keeps them until it has answered.
 */
final class SharedBuffers implements WindowBuffers {
    private static final int COUNT = 3;

    private final int width;
    private final int height;
    private final Runnable answered;
    private final Runnable released;
    private final List<Slot> slots = new ArrayList<>(COUNT);
    private Slot back;
    private RenderTarget shown;
    private int unanswered;
    private boolean refused;
    private boolean retired;
    private boolean abandoned;

    private SharedBuffers(int width, int height, Runnable answered, Runnable released) {
        this.width = width;
        this.height = height;
        this.answered = answered;
        this.released = released;
    }

    /**
     * Makes buffers, and asks the parent about them.
     *
     * @param answered the parent has answered for all of them
     * @param released one of them is free again
     * @throws IOException when the device has no such memory
     * @throws RenderException when we cannot draw into it
     */
    static SharedBuffers request(ParentDmabufs dmabufs, DmabufMemory memory, Renderer renderer, int width,
            int height, Layout layout, Runnable answered, Runnable released) throws IOException {
        SharedBuffers buffers = new SharedBuffers(width, height, answered, released);
        List<AllocatedDmabuf> made = new ArrayList<>(COUNT);
        boolean done = false;
        try {
            long[] modifiers = layout.modifiers().stream().mapToLong(Long::longValue).toArray();
            for (int i = 0; i < COUNT; i++) {
                AllocatedDmabuf one = memory.allocate(width, height, PixelFormat.XRGB8888.fourcc(), modifiers,
                        layout.scanout());
                made.add(one);
                buffers.slots.add(buffers.new Slot(renderer.importTarget(one.picture())));
            }
            for (int i = 0; i < COUNT; i++) {
                buffers.slots.get(i).ask(dmabufs.createParams(), made.get(i));
                buffers.unanswered++;
            }
            done = true;
            return buffers;
        } finally {
            made.forEach(AllocatedDmabuf::close);
            if (!done) {
                buffers.abandoned = true;
                buffers.retire(new RetiredBuffers());
            }
        }
    }

    /** Whether the parent has answered for all of them. */
    boolean isAnswered() {
        return unanswered == 0;
    }

    /** Whether the parent has answered, and takes them. */
    boolean isReady() {
        return unanswered == 0 && !refused;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public boolean hasFree() {
        return free() != null;
    }

    @Override
    public RenderTarget target() {
        back = free();
        if (back == null) {
            throw new RenderException("the parent holds all buffers");
        }
        return back.target;
    }

    @Override
    public WlBufferProxy submit(Rects drawn) {
        back.busy = true;
        shown = back.target;
        return back.buffer;
    }

    @Override
    public RenderTarget shown() {
        return shown;
    }

    @Override
    public void retire(RetiredBuffers after) {
        retired = true;
        shown = null;
        for (Slot slot : slots) {
            slot.target.close();
            if (slot.buffer != null && slot.busy) {
                after.add(slot.buffer);
            } else if (slot.buffer != null) {
                slot.buffer.destroy();
            }
        }
    }

    private Slot free() {
        for (int i = 0; i < slots.size(); i++) {
            if (!slots.get(i).busy) {
                return slots.get(i);
            }
        }
        return null;
    }

    /** One buffer: as the parent sees it, once it has answered, and as we draw into it. */
    private final class Slot implements ZwpLinuxBufferParamsV1Proxy.Events, WlBufferProxy.Events {
        private final RenderTarget target;
        private ZwpLinuxBufferParamsV1Proxy params;
        private WlBufferProxy buffer;       // null: there is no answer yet, or none that we like
        private boolean busy;

        Slot(RenderTarget target) {
            this.target = target;
        }

        void ask(ZwpLinuxBufferParamsV1Proxy parameters, AllocatedDmabuf memory) {
            params = parameters;
            params.listen(this);
            Dmabuf picture = memory.picture();
            boolean asked = false;
            try {
                for (int i = 0; i < picture.planes().size(); i++) {
                    Dmabuf.Plane plane = picture.planes().get(i);
                    Fd file = memory.files().get(i);
                    params.add(file, i, plane.offset(), plane.stride(), (int) (picture.modifier() >>> 32),
                            (int) picture.modifier());
                }
                params.create(width, height, picture.fourcc(), 0);
                asked = true;
            } finally {
                if (!asked) {       // no descriptor to send
                    params.destroy();
                }
            }
        }

        @Override
        public void created(WlBufferProxy created) {
            params.destroy();
            if (retired) {
                created.destroy();
            } else {
                buffer = created;
                buffer.listen(this);
            }
            answered();
        }

        @Override
        public void failed() {
            params.destroy();
            refused = true;
            answered();
        }

        @Override
        public void release() {
            busy = false;
            released.run();
        }

        private void answered() {
            if (--unanswered == 0 && !abandoned) {
                answered.run();
            }
        }
    }
}
