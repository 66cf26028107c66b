package org.breakwater.compositor.backend.wayland;

import java.util.List;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.render.Dmabuf;

/**
 * Memory that was just made. The descriptors keep it, until this is closed; whoever has imported it by then goes on
 * keeping it.
 *
 * @param picture how pixels lie in it, by the numbers of {@code files}
 * @param files one a plane, in their order
 */
public record AllocatedDmabuf(Dmabuf picture, List<Fd> files) implements AutoCloseable {
    @Override
    public void close() {
        files.forEach(Fd::close);
    }
}
