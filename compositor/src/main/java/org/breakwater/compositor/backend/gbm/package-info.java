/**
 * Memory of a graphics device that frames are drawn into, and that screens, cards and other programs can be given:
 * {@link org.breakwater.compositor.backend.gbm.DmabufMemory} is what a backend asks for, and the place of a double in
 * tests; {@link org.breakwater.compositor.backend.gbm.GbmDevice} has it of the device's driver, through libgbm.
 *
 * <p>Imports {@code render}, {@code protocol.wire} for descriptors and, in its Native class, {@code protocol.ffi}; it
 * knows neither cards nor parents nor outputs. {@code backend.drm}, {@code backend.wayland} and those above use it.
 */
package org.breakwater.compositor.backend.gbm;
