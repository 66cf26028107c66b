package org.breakwater.compositor.backend.gbm;

import java.util.List;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.render.Dmabuf;

/**
 * Memory that was made for a picture. It is kept until this is closed; whoever has imported it by then goes on keeping
 * it.
 */
public interface AllocatedDmabuf extends AutoCloseable {
    /** How pixels lie in it, by the numbers of {@link #files}. */
    Dmabuf picture();

    /** One a plane, in their order; open until this is closed. */
    List<Fd> files();

    @Override
    void close();
}
