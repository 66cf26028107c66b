/**
 * Turns Wayland protocol definitions (XML) into Java: for every interface that the targets reach, a
 * class of facts and enums, a server-side resource and a client-side proxy.
 *
 * <p>The way through: {@link org.breakwater.protocol.scanner.ProtocolParser} reads the files,
 * {@link org.breakwater.protocol.scanner.ProtocolSet} checks the references between them,
 * {@link org.breakwater.protocol.scanner.Resolver} keeps what the targets need at the versions they
 * name, and the three emitters write the sources. It runs inside the build and imports nothing but
 * the JDK.
 */
package org.breakwater.protocol.scanner;
