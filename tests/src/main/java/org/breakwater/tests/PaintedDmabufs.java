package org.breakwater.tests;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.compositor.Graphics;
import org.breakwater.compositor.linuxdmabuf.DmabufFiles;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.render.Dmabuf;
import org.breakwater.render.DmabufFormat;
import org.breakwater.render.DrmFormat;
import org.breakwater.render.RenderException;
import org.breakwater.render.egl.DmabufImages;
import org.breakwater.render.egl.EglContext;
import org.lwjgl.egl.EGL;
import org.lwjgl.egl.EGL14;
import org.lwjgl.opengles.GLES20;
import org.lwjgl.system.JNI;

/**
 * For drivers that cannot import dmabufs: memfds take their place, and an image is made of a GL texture with the
 * file's content. Everything else is as with real ones: GL draws from an {@code EGLImage}. Unlike there, what is
 * written into the file later shows after {@link #repaint} only.
 */
public final class PaintedDmabufs implements DmabufImages, DmabufFiles {
    /** A layout that some device is said to have, with a plane more than the format. */
    public static final long TILED = 0x0100_0000_0000_0004L;

    /** The device that is said to draw. */
    public static final long DEVICE = 226 << 8 | 128;

    private static final int EGL_GL_TEXTURE_2D = 0x30B1;
    private static final int EGL_NONE = 0x3038;

    private final Map<Long, Painting> live = new LinkedHashMap<>();
    private EglContext context;
    private boolean refusing;
    private Fd[] drawing;       // null: nobody draws
    private boolean ended;
    private final Map<Integer, Fd> watched = new LinkedHashMap<>();

    private record Painting(Dmabuf dmabuf, FileInputStream file, int texture, long context) {
    }

    /** For a {@link Fixture}. */
    public Graphics graphics() {
        context = EglContext.surfaceless();
        return new Graphics(context, this, this, DEVICE);
    }

    /** Takes away everything that the last {@link #graphics} had, as a reset of the GPU does. */
    public void loseContext() {
        context.close();
    }

    /** From now on, as a driver that takes nothing. */
    public void refuse() {
        refusing = true;
    }

    /** From now on, and until {@link #endDrawing}, every dmabuf is being drawn into. */
    public void beginDrawing() throws IOException {
        drawing = Fd.pipe();
    }

    /** Tells those who wait. The pipe they wait for stays until {@link #forgetDrawing}. */
    public void endDrawing() throws IOException {
        drawing[1].write(new byte[1]);
        ended = true;
    }

    /** Nobody waits any more. */
    public void forgetDrawing() {
        watched.values().forEach(Fd::close);
        watched.clear();
        drawing[0].close();
        drawing[1].close();
        drawing = null;
        ended = false;
    }

    @Override
    public int unfinished(Fd dmabuf) {
        return drawing == null || ended ? FINISHED
                : watched.computeIfAbsent(dmabuf.raw(), own -> duplicate(drawing[0])).raw();
    }

    /** Images made and not destroyed. */
    public int live() {
        return live.size();
    }

    @Override
    public List<DmabufFormat> formats() {
        List<DmabufFormat> formats = new ArrayList<>();
        for (String name : List.of("AR24", "XR24")) {
            for (long modifier : new long[] {Dmabuf.LINEAR, TILED, Dmabuf.IMPLICIT}) {
                formats.add(new DmabufFormat(DrmFormat.code(name), modifier, false));
            }
        }
        formats.add(new DmabufFormat(DrmFormat.code("AB24"), Dmabuf.LINEAR, true));
        formats.add(new DmabufFormat(DrmFormat.code("NV12"), Dmabuf.LINEAR, true));
        return formats;
    }

    @Override
    public long size(Fd fd) {
        Path link = Path.of("/proc/self/fd", Integer.toString(fd.raw()));
        try {
            return Files.readSymbolicLink(link).toString().startsWith("/memfd:") ? Files.size(link) : NONE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public long create(Dmabuf dmabuf) {
        if (refusing) {
            throw new RenderException("refused");
        }
        Painting painting;
        try {
            painting = new Painting(dmabuf, new FileInputStream("/proc/self/fd/"
                    + dmabuf.planes().get(0).fd()), GLES20.glGenTextures(), EGL14.eglGetCurrentContext());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        GLES20.glBindTexture(GLES20.GL_TEXTURE_2D, painting.texture());
        GLES20.glTexImage2D(GLES20.GL_TEXTURE_2D, 0, GLES20.GL_RGBA, dmabuf.width(), dmabuf.height(), 0,
                GLES20.GL_RGBA, GLES20.GL_UNSIGNED_BYTE, (ByteBuffer) null);
        GLES20.glTexParameteri(GLES20.GL_TEXTURE_2D, GLES20.GL_TEXTURE_MIN_FILTER, GLES20.GL_NEAREST);
        paint(painting);
        long image = JNI.callPPPPP(EGL14.eglGetCurrentDisplay(), EGL14.eglGetCurrentContext(),
                EGL_GL_TEXTURE_2D, (long) painting.texture(), new int[] {EGL_NONE}, function("eglCreateImageKHR"));
        if (image == 0) {
            throw new RenderException("no image of a texture");
        }
        live.put(image, painting);
        return image;
    }

    @Override
    public void destroy(long image) {
        Painting painting = live.remove(image);
        if (EGL14.eglGetCurrentContext() == painting.context()) {   // else it is gone
            JNI.callPPI(EGL14.eglGetCurrentDisplay(), image, function("eglDestroyImageKHR"));
            GLES20.glDeleteTextures(painting.texture());
        }
        try {
            painting.file().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Shows what is in the files now; a renderer's context has to be current. */
    public void repaint() {
        live.values().forEach(PaintedDmabufs::paint);
    }

    /** The first plane, as it would look: grey where it is not of 32 bits. */
    private static void paint(Painting painting) {
        Dmabuf dmabuf = painting.dmabuf();
        Dmabuf.Plane plane = dmabuf.planes().get(0);
        ByteBuffer pixels = ByteBuffer.allocateDirect(4 * dmabuf.width() * dmabuf.height());
        int bytes = DrmFormat.of(dmabuf.fourcc()).planes().get(0).bytes();
        boolean opaque = DrmFormat.of(dmabuf.fourcc()).opaque();
        boolean bgra = (dmabuf.fourcc() >>> 8 & 0xFF) == 'R';
        try {
            for (int y = 0; y < dmabuf.height(); y++) {
                ByteBuffer row = ByteBuffer.allocate(dmabuf.width() * bytes).order(ByteOrder.LITTLE_ENDIAN);
                painting.file().getChannel().read(row, plane.offset() + (long) y * plane.stride());
                for (int x = 0; x < dmabuf.width(); x++) {
                    int at = x * bytes;
                    byte first = row.get(at);
                    byte second = bytes == 4 ? row.get(at + 1) : first;
                    byte third = bytes == 4 ? row.get(at + 2) : first;
                    pixels.put(bgra ? third : first).put(second).put(bgra ? first : third)
                            .put(opaque ? (byte) 255 : row.get(at + 3));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        GLES20.glBindTexture(GLES20.GL_TEXTURE_2D, painting.texture());
        GLES20.glTexSubImage2D(GLES20.GL_TEXTURE_2D, 0, 0, 0, dmabuf.width(), dmabuf.height(),
                GLES20.GL_RGBA, GLES20.GL_UNSIGNED_BYTE, pixels.flip());
    }

    private static Fd duplicate(Fd fd) {
        try {
            return fd.dup();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long function(String name) {
        return EGL.getFunctionProvider().getFunctionAddress(name);
    }
}
