// Generated from the protocol definitions; do not edit.
/** The server's side of every interface: resources that decode requests and send events. */
package org.breakwater.wayland.server;
