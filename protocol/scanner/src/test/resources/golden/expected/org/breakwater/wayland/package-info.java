// Generated from the protocol definitions; do not edit.
/** What both sides of the wire share: for each interface its messages, versions and enums. */
package org.breakwater.wayland;
