/**
 * Where frames go and input comes from. A backend knows outputs as sequences of frames; it imports
 * {@code render} and {@code protocol.loop}, and no server-side protocol.
 */
package org.breakwater.compositor.backend;
