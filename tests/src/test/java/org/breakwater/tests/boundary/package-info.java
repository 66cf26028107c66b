/**
 * Fault injection: something is thrown at every place where the compositor calls out to a handler, a listener,
 * a timer or a device, and the session must go on. Also what becomes of clients that hang. Nothing in the
 * product knows of these tests: they throw from what anybody can subscribe to or implement.
 */
package org.breakwater.tests.boundary;
