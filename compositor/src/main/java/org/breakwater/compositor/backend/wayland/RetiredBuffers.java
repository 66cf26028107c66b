package org.breakwater.compositor.backend.wayland;

import java.util.ArrayDeque;
import org.breakwater.wayland.client.WlBufferProxy;

/**
 * Buffers that are not used again and that the parent may still be reading: each ends when it lets go. A parent that
 * keeps many loses the oldest, which is allowed where nobody writes into them any more, and costs a picture at most.
 */
final class RetiredBuffers implements AutoCloseable {
    private static final int MOST = 8;

    private final ArrayDeque<WlBufferProxy> held = new ArrayDeque<>(MOST);

    void add(WlBufferProxy buffer) {
        if (held.size() == MOST) {
            held.remove().destroy();
        }
        held.add(buffer);
        buffer.listen(new WlBufferProxy.Events() {
            @Override
            public void release() {
                held.remove(buffer);
                buffer.destroy();
            }
        });
    }

    @Override
    public void close() {
        held.forEach(WlBufferProxy::destroy);
        held.clear();
    }
}
