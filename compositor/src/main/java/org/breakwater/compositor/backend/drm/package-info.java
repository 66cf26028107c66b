/**
 * Outputs on graphics cards, by the kernel's atomic mode setting: {@link org.breakwater.compositor.backend.drm.Kms}
 * is what libdrm does, call by call; {@link org.breakwater.compositor.backend.drm.DrmDevice} is one card and what is
 * plugged into it; {@link org.breakwater.compositor.backend.drm.DrmOutput} shows frames on one connector.
 *
 * <p>Imports {@code backend}, {@code config}, {@code protocol.loop}, {@code protocol.ffi} (in Native classes) and
 * {@code render}. Who may open the card, and when, is the business of {@code backend.seat} and of those above.
 */
package org.breakwater.compositor.backend.drm;
