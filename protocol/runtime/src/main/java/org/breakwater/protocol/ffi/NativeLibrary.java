package org.breakwater.protocol.ffi;

import com.kenai.jffi.LastError;
import com.kenai.jffi.Library;

/** A shared library, loaded until the process ends. Any thread. */
public final class NativeLibrary {
    private final Library library;
    private final String name;

    private NativeLibrary(Library library, String name) {
        this.library = library;
        this.name = name;
    }

    /** The C library. */
    public static NativeLibrary c() {
        return load("libc.so.6");
    }

    /**
     * Loads a library by the name that the dynamic linker knows, such as {@code libxkbcommon.so.0}.
     *
     * @throws UnsatisfiedLinkError when it cannot be loaded
     */
    public static NativeLibrary load(String name) {
        Library library = Library.getCachedInstance(name, Library.LAZY | Library.LOCAL);
        if (library == null) {
            throw new UnsatisfiedLinkError(name + ": " + Library.getLastError());
        }
        return new NativeLibrary(library, name);
    }

    /**
     * A function whose parameters and result are integers or addresses.
     *
     * @throws UnsatisfiedLinkError when the library has none of that name
     */
    public NativeFunction function(String function) {
        long address = library.getSymbolAddress(function);
        if (address == 0) {
            throw new UnsatisfiedLinkError(name + " has no " + function);
        }
        return new NativeFunction(address);
    }

    /** The errno of the last call on this thread. */
    public static int errno() {
        return LastError.getInstance().get();
    }
}
