// Generated from the protocol definitions; do not edit.
/** The client's side of every interface: proxies that send requests and decode events. */
package org.breakwater.wayland.client;
