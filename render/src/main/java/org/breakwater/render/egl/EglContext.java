package org.breakwater.render.egl;

import org.breakwater.render.RenderException;
import org.lwjgl.egl.EGL;
import org.lwjgl.egl.EGL10;
import org.lwjgl.egl.EGL12;
import org.lwjgl.egl.EGL14;
import org.lwjgl.egl.EGL15;
import org.lwjgl.PointerBuffer;
import org.lwjgl.system.Configuration;
import org.lwjgl.system.JNI;
import org.lwjgl.system.MemoryStack;

/**
 * An OpenGL ES 3 context without a window: what is drawn goes to framebuffer objects. Belongs to
 * the thread that made it. Several may exist at once on one thread; {@link #makeCurrent} chooses.
 *
 * <p>All of them share the process's one surfaceless display, which stays initialised until the
 * process ends: terminating it would take every other context with it.
 */
public final class EglContext implements AutoCloseable {
    private static final int PLATFORM_SURFACELESS_MESA = 0x31DD;

    private final long display;
    private final long context;
    private final String description;
    private boolean closed;

    private EglContext(long display, long context, String description) {
        this.display = display;
        this.context = context;
        this.description = description;
    }

    /**
     * A context on Mesa's surfaceless platform, current on this thread.
     *
     * @throws RenderException when a library or driver is missing; the message names what to
     *     install
     */
    public static EglContext surfaceless() {
        loadEgl();
        long display = surfacelessDisplay();
        int[] major = new int[1];
        int[] minor = new int[1];
        if (!EGL10.eglInitialize(display, major, minor)) {
            throw failure("eglInitialize found no driver (Debian: libgl1-mesa-dri)");
        }
        EGL.createDisplayCapabilities(display, major[0], minor[0]);
        String extensions = EGL10.eglQueryString(display, EGL10.EGL_EXTENSIONS);
        if (!has(extensions, "EGL_KHR_surfaceless_context")) {
            throw new RenderException("this EGL cannot draw without a surface "
                    + "(EGL_KHR_surfaceless_context)");
        }
        if (!EGL12.eglBindAPI(EGL12.EGL_OPENGL_ES_API)) {
            throw failure("eglBindAPI(OpenGL ES)");
        }
        int[] version = {EGL15.EGL_CONTEXT_MAJOR_VERSION, 3, EGL15.EGL_CONTEXT_MINOR_VERSION, 0,
            EGL10.EGL_NONE};
        long handle = EGL10.eglCreateContext(display, anyConfig(display), EGL10.EGL_NO_CONTEXT,
                version);
        if (handle == EGL10.EGL_NO_CONTEXT) {
            throw failure("no OpenGL ES 3 context");
        }
        EglContext context = new EglContext(display, handle, "EGL " + major[0] + "." + minor[0]
                + " " + EGL10.eglQueryString(display, EGL10.EGL_VENDOR));
        try {
            context.makeCurrent();
        } catch (RenderException e) {
            context.close();
            throw e;
        }
        return context;
    }

    /** Makes this the context that the thread's GL calls go to; cheap when it is already. */
    public void makeCurrent() {
        if (closed) {
            throw new IllegalStateException("the context is closed");
        }
        if (!isCurrent() && !EGL10.eglMakeCurrent(display, EGL10.EGL_NO_SURFACE,
                EGL10.EGL_NO_SURFACE, context)) {
            throw failure("eglMakeCurrent");
        }
    }

    public boolean isCurrent() {
        return EGL14.eglGetCurrentContext() == context;
    }

    public boolean isClosed() {
        return closed;
    }

    /** The version and vendor of EGL, for the log. */
    public String description() {
        return description;
    }

    /** Frees the context and every GL object in it. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (isCurrent()) {
            EGL10.eglMakeCurrent(display, EGL10.EGL_NO_SURFACE, EGL10.EGL_NO_SURFACE,
                    EGL10.EGL_NO_CONTEXT);
        }
        EGL10.eglDestroyContext(display, context);
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

    private static RenderException failure(String what) {
        return new RenderException(what + ": EGL error 0x"
                + Integer.toHexString(EGL10.eglGetError()));
    }
}
