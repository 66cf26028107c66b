/**
 * The Wayland wire, the same for both ends: a socket that carries 32-bit words in native byte order, with
 * file descriptors beside them.
 *
 * <p>A message is {@code object id | size << 16 | opcode | arguments}. {@link org.breakwater.protocol.wire.Connection}
 * moves bytes and descriptors by {@code recvmsg} and {@code sendmsg}; {@link org.breakwater.protocol.wire.MessageReader}
 * and {@link org.breakwater.protocol.wire.MessageWriter} know the arguments; neither knows what they mean.
 *
 * <p>A descriptor that a client sends may be a file that never answers, not even to {@code close}:
 * {@link org.breakwater.protocol.wire.ForeignFds} is where all of them end.
 *
 * <p>Imports {@code ffi} for the system calls, and nothing else of the project.
 */
package org.breakwater.protocol.wire;
