package org.breakwater.render.egl;

import java.nio.IntBuffer;
import org.breakwater.render.RenderException;
import org.lwjgl.PointerBuffer;
import org.lwjgl.egl.EGL;
import org.lwjgl.egl.EGL10;
import org.lwjgl.egl.EGL12;
import org.lwjgl.egl.EGL15;
import org.lwjgl.egl.EXTCreateContextRobustness;
import org.lwjgl.egl.EXTDeviceDRM;
import org.lwjgl.egl.EXTDeviceDRMRenderNode;
import org.lwjgl.egl.EXTDeviceQuery;
import org.lwjgl.egl.EXTPlatformDevice;
import org.lwjgl.system.Configuration;
import org.lwjgl.system.JNI;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;

/**
 * An OpenGL ES 3 context without a window: what is drawn goes to framebuffer objects. Belongs to
 * the thread that made it. Several may exist at once on one thread; {@link #makeCurrent} chooses.
 *
 * <p>Contexts of one platform and device share a display. It stays initialised until the process ends:
 * terminating it would take every other context with it.
 */
public final class EglContext implements AutoCloseable {
    private static final int PLATFORM_SURFACELESS_MESA = 0x31DD;
    private static final int MOST_DEVICES = 32;

    /** What EGL keeps for each thread, too: to ask EGL takes a system call, and is done several times a frame. */
    private static final ThreadLocal<EglContext> CURRENT = new ThreadLocal<>();

    private final long display;
    private final long context;
    private final String description;
    private final boolean resetNotification;
    private final DmabufImages dmabufs;
    private final int[] version;
    private boolean closed;

    private EglContext(long display, int[] version) {
        this.display = display;
        this.version = version;
        String extensions = EGL10.eglQueryString(display, EGL10.EGL_EXTENSIONS);
        if (!has(extensions, "EGL_KHR_surfaceless_context")) {
            throw new RenderException("this EGL cannot draw without a surface "
                    + "(EGL_KHR_surfaceless_context)");
        }
        if (!EGL12.eglBindAPI(EGL12.EGL_OPENGL_ES_API)) {
            throw failure("eglBindAPI(OpenGL ES)");
        }
        dmabufs = has(extensions, "EGL_EXT_image_dma_buf_import_modifiers")
                && has(extensions, "EGL_EXT_image_dma_buf_import")
                && has(extensions, "EGL_KHR_image_base") ? new EglDmabufImages(display) : null;
        long config = anyConfig(display);
        long handle = EGL10.EGL_NO_CONTEXT;
        if (has(extensions, "EGL_EXT_create_context_robustness")) {
            handle = createContext(display, config,
                    EXTCreateContextRobustness.EGL_CONTEXT_OPENGL_RESET_NOTIFICATION_STRATEGY_EXT,
                    EXTCreateContextRobustness.EGL_LOSE_CONTEXT_ON_RESET_EXT);
        }
        resetNotification = handle != EGL10.EGL_NO_CONTEXT;
        if (!resetNotification) {
            handle = createContext(display, config, EGL15.EGL_CONTEXT_MINOR_VERSION, 0);
        }
        if (handle == EGL10.EGL_NO_CONTEXT) {
            throw failure("no OpenGL ES 3 context");
        }
        context = handle;
        description = "EGL " + version[0] + "." + version[1] + " "
                + EGL10.eglQueryString(display, EGL10.EGL_VENDOR);
    }

    /**
     * A context on Mesa's surfaceless platform, current on this thread.
     *
     * @throws RenderException when a library or driver is missing; the message names what to
     *     install
     */
    public static EglContext surfaceless() {
        loadEgl();
        return on(surfacelessDisplay());
    }

    /**
     * A context on the device that has this node, as {@code /dev/dri/card0} or {@code
     * /dev/dri/renderD128}, current on this thread.
     *
     * @throws RenderException as for {@link #surfaceless}, and when EGL knows no such device
     */
    public static EglContext device(String node) {
        loadEgl();
        try (MemoryStack stack = MemoryStack.stackPush()) {
            PointerBuffer devices = stack.callocPointer(MOST_DEVICES);
            IntBuffer count = stack.callocInt(1);
            JNI.callPPI(MOST_DEVICES, MemoryUtil.memAddress(devices), MemoryUtil.memAddress(count),
                    function("eglQueryDevicesEXT"));
            for (int i = 0; i < count.get(0); i++) {
                long device = devices.get(i);
                if (node.equals(deviceText(device, EXTDeviceDRM.EGL_DRM_DEVICE_FILE_EXT))
                        || node.equals(deviceText(device,
                                EXTDeviceDRMRenderNode.EGL_DRM_RENDER_NODE_FILE_EXT))) {
                    return on(EGL15.eglGetPlatformDisplay(EXTPlatformDevice.EGL_PLATFORM_DEVICE_EXT,
                            device, null));
                }
            }
        }
        throw new RenderException("EGL knows no device " + node);
    }

    /** The node of the device that draws, as {@link #device} takes; null where a processor does, or none knows. */
    public String deviceNode() {
        long query = EGL.getFunctionProvider().getFunctionAddress("eglQueryDisplayAttribEXT");
        String extensions = EGL10.eglQueryString(EGL10.EGL_NO_DISPLAY, EGL10.EGL_EXTENSIONS);
        if (query == 0 || !has(extensions, "EGL_EXT_device_query")
                && !has(extensions, "EGL_EXT_device_base")) {
            return null;
        }
        try (MemoryStack stack = MemoryStack.stackPush()) {
            PointerBuffer device = stack.callocPointer(1);
            if (JNI.callPPI(display, EXTDeviceQuery.EGL_DEVICE_EXT, MemoryUtil.memAddress(device), query) == 0
                    || device.get(0) == 0) {
                return null;
            }
            String render = deviceText(device.get(0), EXTDeviceDRMRenderNode.EGL_DRM_RENDER_NODE_FILE_EXT);
            return render != null ? render
                    : deviceText(device.get(0), EXTDeviceDRM.EGL_DRM_DEVICE_FILE_EXT);
        }
    }

    private static String deviceText(long device, int name) {
        long text = JNI.callPP(device, name, function("eglQueryDeviceStringEXT"));
        return text == 0 ? null : MemoryUtil.memUTF8(text);
    }

    private static EglContext on(long display) {
        int[] major = new int[1];
        int[] minor = new int[1];
        if (!EGL10.eglInitialize(display, major, minor)) {
            throw failure("eglInitialize found no driver (Debian: libgl1-mesa-dri)");
        }
        EGL.createDisplayCapabilities(display, major[0], minor[0]);
        return current(new EglContext(display, new int[] {major[0], minor[0]}));
    }

    private static EglContext current(EglContext context) {
        try {
            context.makeCurrent();
            return context;
        } catch (RenderException e) {
            context.close();
            throw e;
        }
    }

    private static long createContext(long display, long config, int attribute, int value) {
        int[] attributes = {EGL15.EGL_CONTEXT_MAJOR_VERSION, 3, attribute, value, EGL10.EGL_NONE};
        return EGL10.eglCreateContext(display, config, EGL10.EGL_NO_CONTEXT, attributes);
    }

    /** Makes this the context that the thread's GL calls go to; cheap when it is already. */
    public void makeCurrent() {
        if (closed) {
            throw new IllegalStateException("the context is closed");
        }
        if (isCurrent()) {
            return;
        }
        CURRENT.remove();
        if (!EGL10.eglMakeCurrent(display, EGL10.EGL_NO_SURFACE, EGL10.EGL_NO_SURFACE, context)) {
            throw failure("eglMakeCurrent");
        }
        CURRENT.set(this);
    }

    public boolean isCurrent() {
        return CURRENT.get() == this;
    }

    public boolean isClosed() {
        return closed;
    }

    /** Null where EGL cannot import dmabufs. */
    public DmabufImages dmabufs() {
        return dmabufs;
    }

    /** Whether GL says so when the GPU was reset and everything in the context is lost. */
    public boolean tellsOfResets() {
        return resetNotification;
    }

    /** The version and vendor of EGL, for the log. */
    public String description() {
        return description;
    }

    /** Frees the context and every GL object in it: for these, the same as a reset of the GPU. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (isCurrent()) {
            CURRENT.remove();
            EGL10.eglMakeCurrent(display, EGL10.EGL_NO_SURFACE, EGL10.EGL_NO_SURFACE,
                    EGL10.EGL_NO_CONTEXT);
        }
        EGL10.eglDestroyContext(display, context);
    }

    /**
     * Another context on the same display, current on this thread, in place of this one.
     *
     * @throws RenderException when there is none now; there may be later
     */
    public EglContext again() {
        close();
        return current(new EglContext(display, version));
    }

    /** The address of an extension's function; callers know that there is one. */
    static long function(String name) {
        long address = EGL.getFunctionProvider().getFunctionAddress(name);
        if (address == 0) {
            throw new RenderException("EGL has no " + name);
        }
        return address;
    }

    private static void loadEgl() {
        if (Configuration.EGL_LIBRARY_NAME.get() == null) {
            Configuration.EGL_LIBRARY_NAME.set("libEGL.so.1");
        }
        try {
            EGL.getCapabilities();
        } catch (UnsatisfiedLinkError | ExceptionInInitializerError | NoClassDefFoundError e) {
            throw new RenderException("cannot load libEGL.so.1 (Debian: libegl1 libegl-mesa0)", e);
        }
    }

    private static long surfacelessDisplay() {
        // LWJGL's own eglGetPlatformDisplay refuses the null that this platform wants.
        long function = EGL.getFunctionProvider().getFunctionAddress("eglGetPlatformDisplay");
        if (function == 0) {
            throw new RenderException("this libEGL is older than 1.5 (Debian: libegl1)");
        }
        long display = JNI.callPPP(PLATFORM_SURFACELESS_MESA, 0L, 0L, function);
        if (display == EGL10.EGL_NO_DISPLAY) {
            throw failure("no surfaceless platform (Debian: libegl-mesa0)");
        }
        return display;
    }

    /** LWJGL refuses to make a context without one. */
    private static long anyConfig(long display) {
        try (MemoryStack stack = MemoryStack.stackPush()) {
            PointerBuffer config = stack.mallocPointer(1);
            int[] count = new int[1];
            int[] wanted = {EGL12.EGL_RENDERABLE_TYPE, EGL15.EGL_OPENGL_ES3_BIT,
                EGL10.EGL_SURFACE_TYPE, 0, EGL10.EGL_NONE};
            if (!EGL10.eglChooseConfig(display, wanted, config, count) || count[0] == 0) {
                throw failure("no configuration for OpenGL ES 3");
            }
            return config.get(0);
        }
    }

    private static boolean has(String extensions, String name) {
        return extensions != null && (" " + extensions + " ").contains(" " + name + " ");
    }

    static RenderException failure(String what) {
        return new RenderException(what + ": EGL error 0x"
                + Integer.toHexString(EGL10.eglGetError()));
    }
}
