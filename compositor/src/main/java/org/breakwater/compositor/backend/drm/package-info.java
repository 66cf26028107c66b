/**
 * Outputs on graphics cards, by the kernel's atomic mode setting: {@link org.breakwater.compositor.backend.drm.Kms}
 * is what libdrm does, call by call; {@link org.breakwater.compositor.backend.drm.DrmDevice} is one card and what is
 * plugged into it; {@link org.breakwater.compositor.backend.drm.DrmOutput} shows frames on one connector: those that are drawn
 * ({@link org.breakwater.compositor.backend.drm.Swapchain}), or clients' pictures as they are, which become framebuffers
 * of the card ({@link org.breakwater.compositor.backend.drm.ClientFramebuffers}) unless it has just refused such a one
 * ({@link org.breakwater.compositor.backend.drm.ScanoutRefusals}), and are lent by their clients until a flip has
 * replaced them ({@link org.breakwater.compositor.backend.drm.LentPictures}).
 *
 * <p>Imports {@code backend}, {@code backend.gbm}, {@code config}, {@code protocol.loop}, {@code protocol.ffi} (in Native classes) and
 * {@code render}. Who may open the card, and when, is the business of {@code backend.seat} and of those above.
 */
package org.breakwater.compositor.backend.drm;
