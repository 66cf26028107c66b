/**
 * A seat with graphics cards that do not exist: {@link org.breakwater.tests.drm.FakeKms} is one card with the kernel's
 * rules and faults on request, {@link org.breakwater.tests.drm.FakeSeat} the right to use it.
 */
package org.breakwater.tests.drm;
