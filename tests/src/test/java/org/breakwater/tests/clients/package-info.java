/**
 * Unmodified programs from Debian, run against the compositor and looked at through its
 * screenshots. {@link org.breakwater.tests.clients.LiveServer} is the compositor on a real
 * socket, {@link org.breakwater.tests.clients.RealClient} one program; the pictures stay in
 * {@code target/screenshots}.
 */
package org.breakwater.tests.clients;
