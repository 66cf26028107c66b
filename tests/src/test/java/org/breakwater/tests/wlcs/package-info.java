/**
 * The Wayland Conformance Test Suite, run against one compositor that is reset between its tests.
 * {@code tests/wlcs/breakwater.c} is what the suite loads; {@link
 * org.breakwater.tests.wlcs.ControlledServer} is the program that it starts and drives.
 */
package org.breakwater.tests.wlcs;
