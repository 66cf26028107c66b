/**
 * The control socket: requests and replies as JSON, one per line, for {@code breakwater msg} and
 * {@code breakwater screenshot}. The server's connections have threads of their own and block nobody; a
 * request runs on the loop's thread and hands back a value.
 *
 * <p>Imports {@code protocol.loop} alone of the project.
 */
package org.breakwater.compositor.ipc;
