package org.breakwater.render.gl;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.breakwater.render.Dmabuf;
import org.breakwater.render.DmabufFormat;
import org.breakwater.render.DrmFormat;
import org.breakwater.render.Fence;
import org.breakwater.render.PixelFormat;
import org.breakwater.render.RenderException;
import org.breakwater.render.RenderPass;
import org.breakwater.render.RenderTarget;
import org.breakwater.render.Renderer;
import org.breakwater.render.Texture;
import org.breakwater.render.egl.DmabufImages;
import org.breakwater.render.egl.EglContext;
import org.breakwater.render.geometry.Rect;
import org.breakwater.render.geometry.RegionBuffer;
import org.lwjgl.opengles.EXTRobustness;
import org.lwjgl.opengles.EXTTextureFormatBGRA8888;
import org.lwjgl.opengles.GLES;
import org.lwjgl.opengles.GLES20;
import org.lwjgl.opengles.GLES30;
import org.lwjgl.opengles.GLESCapabilities;
import org.lwjgl.system.Configuration;
import org.lwjgl.system.MemoryUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Draws with OpenGL ES 3. Takes over the context it is made with and closes it.
 *
 * <p>{@code -Dbreakwater.gl.debug=true} checks for GL errors after every upload and pass, and
 * throws. {@code -Dbreakwater.gl.resets=true} takes care of resets where the processor draws, too,
 * which knows none.
 *
 * <p>After a reset there is another context, and everything that had objects in the one before has them made
 * anew: who draws and who is drawn stay who they are.
 */
public final class GlesRenderer implements Renderer {
    private static final Logger LOG = LoggerFactory.getLogger(GlesRenderer.class);
    private static final Set<PixelFormat> FORMATS =
            Collections.unmodifiableSet(EnumSet.allOf(PixelFormat.class));

    private EglContext context;
    private GLESCapabilities capabilities;
    private final DmabufImages dmabufs;
    private final List<DmabufFormat> importFormats;
    private final boolean debug = Boolean.getBoolean("breakwater.gl.debug");
    private final String description;
    private final int maxTextureSize;
    private final Set<ContextObject> objects = Collections.newSetFromMap(new IdentityHashMap<>());
    private final boolean canBeLost;
    private GlesPass pass;
    private boolean copies;
    private boolean reset;      // a frame was found not to have been drawn
    private boolean closed;
    private final RegionBuffer scratch = new RegionBuffer();
    private int textureCount;
    private long textureBytes;

    private GlesRenderer(EglContext context, DmabufImages dmabufs) {
        this.context = context;
        this.dmabufs = dmabufs;
        context.makeCurrent();
        capabilities = capabilities();
        description = GLES20.glGetString(GLES20.GL_RENDERER) + ", "
                + GLES20.glGetString(GLES20.GL_VERSION);
        require(capabilities.GL_EXT_texture_format_BGRA8888, "GL_EXT_texture_format_BGRA8888");
        require(capabilities.GL_EXT_read_format_bgra, "GL_EXT_read_format_bgra");
        maxTextureSize = GLES20.glGetInteger(GLES20.GL_MAX_TEXTURE_SIZE);
        String name = description.toLowerCase(Locale.ROOT);
        copies = name.contains("llvmpipe") || name.contains("softpipe");
        canBeLost = context.tellsOfResets() && capabilities.GL_EXT_robustness
                && (!copies || Boolean.getBoolean("breakwater.gl.resets"));
        setUp();
        importFormats = dmabufs == null || !capabilities.GL_OES_EGL_image ? List.of()
                : dmabufs.formats().stream().filter(format -> !format.externalOnly()
                        || capabilities.GL_OES_EGL_image_external_essl3).toList();
        pass = new GlesPass(this);
        GlErrors.check("the renderer");
    }

    /**
     * A renderer in this context, which it owns from now on, also when this throws.
     *
     * @throws RenderException when a library or something in the driver is missing
     */
    public static GlesRenderer create(EglContext context) {
        return create(context, context.dmabufs());
    }

    /** As {@link #create(EglContext)}, with images of dmabufs made by somebody else, or by nobody (null). */
    public static GlesRenderer create(EglContext context, DmabufImages dmabufs) {
        try {
            GlesRenderer renderer = new GlesRenderer(context, dmabufs);
            LOG.debug("{}, {}", renderer.description, context.description());
            return renderer;
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    private static GLESCapabilities capabilities() {
        if (Configuration.OPENGLES_LIBRARY_NAME.get() == null) {
            Configuration.OPENGLES_LIBRARY_NAME.set("libGLESv2.so.2");
        }
        try {
            return GLES.createCapabilities();
        } catch (UnsatisfiedLinkError | ExceptionInInitializerError | NoClassDefFoundError e) {
            throw new RenderException("cannot load libGLESv2.so.2 (Debian: libgles2)", e);
        }
    }

    private void require(boolean present, String extension) {
        if (!present) {
            throw new RenderException(description + " lacks " + extension);
        }
    }

    @Override
    public Texture createTexture(int width, int height, PixelFormat format) {
        return newTexture(width, height, format);
    }

    GlesTexture newTexture(int width, int height, PixelFormat format) {
        checkSize(width, height);
        makeCurrent();
        GlesTexture texture = new GlesTexture(this, width, height, format);
        objects.add(texture);
        textureCount++;
        textureBytes += texture.bytes();
        return texture;
    }

    @Override
    public Texture createBorrowingTexture(int width, int height, PixelFormat format) {
        if (!copies || !GlFormat.of(format).isBgra()) {
            return null;
        }
        checkSize(width, height);
        BorrowingTexture texture = new BorrowingTexture(this, width, height, format);
        objects.add(texture);
        textureCount++;
        return texture;
    }

    @Override
    public Texture createColorTexture(int argb) {
        textureCount++;
        return new ColorTexture(this, argb);
    }

    @Override
    public RenderTarget createTarget(int width, int height, PixelFormat format) {
        checkSize(width, height);
        if (format != PixelFormat.XRGB8888 && format != PixelFormat.ARGB8888) {
            throw new IllegalArgumentException("no targets in " + format);
        }
        makeCurrent();
        if (pass.isOpen()) {
            throw new IllegalStateException("a pass is not yet submitted");
        }
        GlesTarget target = new GlesTarget(this, width, height, format, 0);
        objects.add(target);
        return target;
    }

    @Override
    public List<DmabufFormat> importFormats() {
        return importFormats;
    }

    @Override
    public Texture importTexture(Dmabuf dmabuf) {
        if (isLost()) {
            throw new RenderException("the GPU was reset");
        }
        boolean external = imported(dmabuf).externalOnly();
        checkSize(dmabuf.width(), dmabuf.height());
        makeCurrent();
        ImageTexture texture = new ImageTexture(this, dmabufs, dmabufs.create(dmabuf), dmabuf, external);
        objects.add(texture);
        textureCount++;
        return texture;
    }

    @Override
    public List<DmabufFormat> targetFormats() {
        return importFormats.stream().filter(format -> !format.externalOnly()
                && (format.fourcc() == PixelFormat.XRGB8888.fourcc()
                        || format.fourcc() == PixelFormat.ARGB8888.fourcc())).toList();
    }

    @Override
    public RenderTarget importTarget(Dmabuf dmabuf) {
        if (!targetFormats().contains(imported(dmabuf))) {
            throw new RenderException("no targets in " + DrmFormat.name(dmabuf.fourcc()));
        }
        checkSize(dmabuf.width(), dmabuf.height());
        makeCurrent();
        if (pass.isOpen()) {
            throw new IllegalStateException("a pass is not yet submitted");
        }
        long image = dmabufs.create(dmabuf);
        try {
            GlesTarget target = new GlesTarget(this, dmabuf.width(), dmabuf.height(),
                    dmabuf.fourcc() == PixelFormat.XRGB8888.fourcc() ? PixelFormat.XRGB8888
                            : PixelFormat.ARGB8888, image);
            objects.add(target);
            return target;
        } finally {
            dmabufs.destroy(image);
        }
    }

    @Override
    public Fence fence() {
        if (isLost()) {
            return Fence.PASSED;
        }
        makeCurrent();
        GlesFence fence = new GlesFence(this);
        objects.add(fence);
        return fence;
    }

    private DmabufFormat imported(Dmabuf dmabuf) {
        for (DmabufFormat format : importFormats) {
            if (format.fourcc() == dmabuf.fourcc() && format.modifier() == dmabuf.modifier()) {
                return format;
            }
        }
        throw new RenderException("no dmabufs in " + DrmFormat.name(dmabuf.fourcc()) + " with modifier 0x"
                + Long.toHexString(dmabuf.modifier()));
    }

    private void checkSize(int width, int height) {
        if (width <= 0 || height <= 0) {
            throw new IllegalArgumentException("a size of " + width + "x" + height);
        }
        if (width > maxTextureSize || height > maxTextureSize) {
            throw new RenderException(width + "x" + height + " is larger than " + maxTextureSize);
        }
    }

    @Override
    public RenderPass begin(RenderTarget target) {
        if (!(target instanceof GlesTarget gles)) {
            throw new IllegalArgumentException("another renderer's target");
        }
        makeCurrent();
        if (copies) {
            pass.awaitTurn();
        }
        pass.begin(gles);
        return pass;
    }

    @Override
    public void readPixels(RenderTarget target, Rect area, ByteBuffer out, int stride) {
        if (!(target instanceof GlesTarget gles)) {
            throw new IllegalArgumentException("another renderer's target");
        }
        if (!new Rect(0, 0, target.width(), target.height()).contains(area)) {
            throw new IllegalArgumentException(area + " is not within the target");
        }
        if (area.isEmpty()) {
            return;
        }
        long needed = (long) stride * (area.height() - 1) + 4L * area.width();
        if (!out.isDirect() || stride % 4 != 0 || stride < 4L * area.width()
                || out.remaining() < needed) {
            throw new IllegalArgumentException("no direct buffer with room for " + area
                    + " in rows of " + stride + " bytes");
        }
        makeCurrent();
        GlErrors.clear();
        GLES20.glBindFramebuffer(GLES30.GL_READ_FRAMEBUFFER, gles.framebuffer(this));
        GLES20.glPixelStorei(GLES30.GL_PACK_ROW_LENGTH, stride / 4);
        GLES20.nglReadPixels(area.x(), area.y(), area.width(), area.height(),
                EXTTextureFormatBGRA8888.GL_BGRA_EXT, GLES20.GL_UNSIGNED_BYTE,
                MemoryUtil.memAddress(out));
        GLES20.glPixelStorei(GLES30.GL_PACK_ROW_LENGTH, 0);
        GlErrors.check("reading pixels");
        if (target.format().opaque()) {
            fillAlpha(out, area.width(), area.height(), stride);
        }
    }

    /** Copies leave in the spare byte whatever the client had there. */
    private static void fillAlpha(ByteBuffer out, int width, int height, int stride) {
        int mask = out.order() == ByteOrder.LITTLE_ENDIAN ? 0xFF000000 : 0x000000FF;
        long pair = (mask & 0xFFFFFFFFL) << 32 | mask & 0xFFFFFFFFL;
        for (int row = 0; row < height; row++) {
            int at = out.position() + row * stride;
            int end = at + 4 * width;
            for (; at + 8 <= end; at += 8) {
                out.putLong(at, out.getLong(at) | pair);
            }
            if (at < end) {
                out.putInt(at, out.getInt(at) | mask);
            }
        }
    }

    @Override
    public boolean reclaim() {
        if (!copies || isLost()) {
            return true;
        }
        makeCurrent();
        if (pass.isOpen() || !FramesInFlight.areDrawn()) {
            return false;
        }
        if (!SceneFlood.run(this, pass)) {
            LOG.debug("the driver may keep some of the closed textures");
        }
        return true;
    }

    @Override
    public int textureCount() {
        return textureCount;
    }

    @Override
    public long textureBytes() {
        return textureBytes;
    }

    @Override
    public int maxTextureSize() {
        return maxTextureSize;
    }

    @Override
    public Set<PixelFormat> formats() {
        return FORMATS;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public boolean canBeLost() {
        return canBeLost;
    }

    @Override
    public boolean isLost() {
        return reset || context.isClosed() && !closed;
    }

    /** At the end of a pass: asks whether it is one of those that a reset swallowed. */
    void frameDone() {
        if (canBeLost && EXTRobustness.glGetGraphicsResetStatusEXT() != GLES20.GL_NO_ERROR) {
            reset = true;
        }
    }

    @Override
    public void recover() {
        if (!isLost()) {
            return;
        }
        if (context.isCurrent()) {
            GLES.setCapabilities(null);
        }
        context = context.again();
        reset = true;       // until everything is there
        capabilities = capabilities();
        setUp();
        GlesPass lost = pass;
        pass = new GlesPass(this);
        lost.free();
        List.copyOf(objects).forEach(ContextObject::contextLost);
        GlErrors.check("beginning anew");
        reset = false;
        LOG.debug("anew: {}, {}", description, context.description());
    }

    private static void setUp() {
        GLES20.glPixelStorei(GLES20.GL_UNPACK_ALIGNMENT, 1);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            if (textureCount != 0) {
                LOG.debug("{} textures were left", textureCount);
            }
            pass.free();
            if (context.isCurrent()) {
                GLES.setCapabilities(null);
            }
            context.close();
        }
    }

    /** False after a loss, too. */
    boolean isOpen() {
        return !context.isClosed();
    }

    void makeCurrent() {
        if (!context.isCurrent()) {
            context.makeCurrent();
            GLES.setCapabilities(capabilities);
        }
    }

    /** For a region that is needed until the end of a call, by one of the textures. */
    RegionBuffer scratch() {
        return scratch;
    }

    /** Whether opaque content is copied where it can be, rather than shaded. */
    boolean copies() {
        return copies;
    }

    void setCopies(boolean copies) {
        this.copies = copies;
    }

    void checkWhenDebugging(String what) {
        if (debug) {
            GlErrors.check(what);
        }
    }

    /** Takes a texture off the ledger; true when its GL objects are still there to be deleted. */
    boolean forget(GlesTexture texture) {
        textureCount--;
        textureBytes -= texture.bytes();
        return gone(texture);
    }

    boolean forget(ImageTexture texture) {
        textureCount--;
        return gone(texture);
    }

    void forget(BorrowingTexture texture) {
        textureCount--;
        objects.remove(texture);
    }

    void forget(ColorTexture texture) {
        textureCount--;
    }

    boolean forget(GlesTarget target) {
        return gone(target);
    }

    boolean forget(GlesFence fence) {
        return gone(fence);
    }

    private boolean gone(ContextObject object) {
        objects.remove(object);
        if (!isOpen()) {
            return false;
        }
        makeCurrent();
        return true;
    }
}
