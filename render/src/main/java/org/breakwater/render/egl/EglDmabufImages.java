package org.breakwater.render.egl;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.render.Dmabuf;
import org.breakwater.render.DmabufFormat;
import org.breakwater.render.DrmFormat;
import org.breakwater.render.RenderException;
import org.lwjgl.egl.EGL10;
import org.lwjgl.egl.EXTImageDMABufImport;
import org.lwjgl.egl.EXTImageDMABufImportModifiers;
import org.lwjgl.system.JNI;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;

/** Imports by {@code EGL_EXT_image_dma_buf_import} and {@code EGL_EXT_image_dma_buf_import_modifiers}. */
final class EglDmabufImages implements DmabufImages {
    private static final int[] FD = {EXTImageDMABufImport.EGL_DMA_BUF_PLANE0_FD_EXT,
        EXTImageDMABufImport.EGL_DMA_BUF_PLANE1_FD_EXT, EXTImageDMABufImport.EGL_DMA_BUF_PLANE2_FD_EXT,
        EXTImageDMABufImportModifiers.EGL_DMA_BUF_PLANE3_FD_EXT};
    private static final int[] OFFSET = {EXTImageDMABufImport.EGL_DMA_BUF_PLANE0_OFFSET_EXT,
        EXTImageDMABufImport.EGL_DMA_BUF_PLANE1_OFFSET_EXT,
        EXTImageDMABufImport.EGL_DMA_BUF_PLANE2_OFFSET_EXT,
        EXTImageDMABufImportModifiers.EGL_DMA_BUF_PLANE3_OFFSET_EXT};
    private static final int[] PITCH = {EXTImageDMABufImport.EGL_DMA_BUF_PLANE0_PITCH_EXT,
        EXTImageDMABufImport.EGL_DMA_BUF_PLANE1_PITCH_EXT,
        EXTImageDMABufImport.EGL_DMA_BUF_PLANE2_PITCH_EXT,
        EXTImageDMABufImportModifiers.EGL_DMA_BUF_PLANE3_PITCH_EXT};
    /** Each is followed by that of the upper half. */
    private static final int[] MODIFIER = {
        EXTImageDMABufImportModifiers.EGL_DMA_BUF_PLANE0_MODIFIER_LO_EXT,
        EXTImageDMABufImportModifiers.EGL_DMA_BUF_PLANE1_MODIFIER_LO_EXT,
        EXTImageDMABufImportModifiers.EGL_DMA_BUF_PLANE2_MODIFIER_LO_EXT,
        EXTImageDMABufImportModifiers.EGL_DMA_BUF_PLANE3_MODIFIER_LO_EXT};

    private final long display;
    private final long createImage;
    private final long destroyImage;
    private final List<DmabufFormat> formats;

    EglDmabufImages(long display) {
        this.display = display;
        // LWJGL has no addresses of extensions that only a display has.
        createImage = EglContext.function("eglCreateImageKHR");
        destroyImage = EglContext.function("eglDestroyImageKHR");
        formats = query(EglContext.function("eglQueryDmaBufFormatsEXT"),
                EglContext.function("eglQueryDmaBufModifiersEXT"));
    }

    @Override
    public List<DmabufFormat> formats() {
        return formats;
    }

    @Override
    public long create(Dmabuf dmabuf) {
        boolean explicit = dmabuf.modifier() != Dmabuf.IMPLICIT;
        try (MemoryStack stack = MemoryStack.stackPush()) {
            IntBuffer attributes = stack.mallocInt(7 + 10 * dmabuf.planes().size());
            attributes.put(EGL10.EGL_WIDTH).put(dmabuf.width());
            attributes.put(EGL10.EGL_HEIGHT).put(dmabuf.height());
            attributes.put(EXTImageDMABufImport.EGL_LINUX_DRM_FOURCC_EXT).put(dmabuf.fourcc());
            for (int i = 0; i < dmabuf.planes().size(); i++) {
                Dmabuf.Plane plane = dmabuf.planes().get(i);
                attributes.put(FD[i]).put(plane.fd());
                attributes.put(OFFSET[i]).put(plane.offset());
                attributes.put(PITCH[i]).put(plane.stride());
                if (explicit) {
                    attributes.put(MODIFIER[i]).put((int) dmabuf.modifier());
                    attributes.put(MODIFIER[i] + 1).put((int) (dmabuf.modifier() >>> 32));
                }
            }
            attributes.put(EGL10.EGL_NONE);
            // LWJGL's own function refuses the nulls that belong here.
            long image = JNI.callPPPPP(display, EGL10.EGL_NO_CONTEXT,
                    EXTImageDMABufImport.EGL_LINUX_DMA_BUF_EXT, 0L, MemoryUtil.memAddress0(attributes),
                    createImage);
            if (image == 0) {
                throw EglContext.failure("the driver does not take the dmabuf");
            }
            return image;
        }
    }

    @Override
    public void destroy(long image) {
        JNI.callPPI(display, image, destroyImage);
    }

    /** A format comes with its modifiers, and once more for those who leave them to the driver. */
    private List<DmabufFormat> query(long queryFormats, long queryModifiers) {
        int[] count = new int[1];
        check(JNI.callPPPI(display, 0, null, count, queryFormats));
        int[] codes = new int[count[0]];
        check(JNI.callPPPI(display, codes.length, codes, count, queryFormats));
        List<DmabufFormat> found = new ArrayList<>();
        for (int i = 0; i < Math.min(count[0], codes.length); i++) {
            if (DrmFormat.of(codes[i]) != null) {
                addModifiers(codes[i], queryModifiers, found);
            }
        }
        return List.copyOf(found);
    }

    private void addModifiers(int fourcc, long queryModifiers, List<DmabufFormat> found) {
        int[] count = new int[1];
        check(JNI.callPPPPI(display, fourcc, 0, null, null, count, queryModifiers));
        long[] modifiers = new long[count[0]];
        int[] external = new int[count[0]];
        check(JNI.callPPPPI(display, fourcc, modifiers.length, modifiers, external, count,
                queryModifiers));
        boolean externalOnly = count[0] > 0;
        for (int i = 0; i < Math.min(count[0], modifiers.length); i++) {
            externalOnly &= external[i] != 0;
            found.add(new DmabufFormat(fourcc, modifiers[i], external[i] != 0));
        }
        found.add(new DmabufFormat(fourcc, Dmabuf.IMPLICIT, externalOnly));
    }

    private static void check(int answer) {
        if (answer == 0) {
            throw EglContext.failure("the driver does not say which dmabufs it takes");
        }
    }
}
