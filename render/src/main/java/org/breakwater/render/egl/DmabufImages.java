package org.breakwater.render.egl;

import java.util.List;
import org.breakwater.render.Dmabuf;
import org.breakwater.render.DmabufFormat;
import org.breakwater.render.DrmFormat;
import org.breakwater.render.RenderException;

/** Makes EGL images of dmabufs. Those of a context's display belong to it: {@link EglContext#dmabufs}. */
public interface DmabufImages {
    /** What {@link #create} takes, of the formats that {@link DrmFormat} knows; never changes. */
    List<DmabufFormat> formats();

    /**
     * An {@code EGLImage}, the caller's to {@link #destroy}; textures made of it live on without it.
     *
     * @throws RenderException when the driver does not take it
     */
    long create(Dmabuf dmabuf);

    void destroy(long image);
}
