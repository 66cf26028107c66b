/**
 * The client's end of the wire: a connection to a display, and proxies for its objects. The nested
 * backend, the demonstration and every test speak through it.
 *
 * <p>Imports {@code wire} and the generated code.
 */
package org.breakwater.protocol.client;
