/**
 * C functions without native code of ours. {@link org.breakwater.protocol.ffi.NativeLibrary} finds them, and
 * {@link org.breakwater.protocol.ffi.NativeFunction} calls them; through a
 * {@link org.breakwater.protocol.ffi.NativeCallback} they call back. Declared only in classes whose names begin
 * with {@code Native}, one a package, each listing what its package calls.
 *
 * <p>Imports jffi, the layer below JNR-FFI, and nothing of the project. JNR-FFI itself writes a class for
 * each interface and assembles machine code for each method when the program starts: half of the time that
 * starting took, and its calls are no faster.
 */
package org.breakwater.protocol.ffi;
