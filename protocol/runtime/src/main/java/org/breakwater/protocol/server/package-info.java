/**
 * The server's end of the wire: a display with its globals, clients, and their objects.
 *
 * <p>A client's message goes {@code Client.readable -> ObjectMap -> Resource.dispatch (generated) -> the
 * resource's handler}. A handler is one Java object per protocol object, or one for all of a stateless
 * global. It raises a protocol error only by {@code throw resource.error(Error.X, "...")}; what else it
 * throws costs its client the connection, and the session nothing.
 *
 * <p>The life of an object: created by a request's {@code new_id} or by {@link
 * org.breakwater.protocol.server.Client#create}; ended by a destructor request, a destructor event, {@link
 * org.breakwater.protocol.server.Resource#destroy} or its client's end; on every one of these paths the
 * handler's {@code destroyed} is called once, and then the {@code destroyed} signal emitted.
 *
 * <p>Imports {@code wire}, {@code loop} and the generated code.
 */
package org.breakwater.protocol.server;
