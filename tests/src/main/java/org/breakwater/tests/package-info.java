/**
 * What the integration tests stand on: a whole compositor and its clients in one thread, on a clock
 * that stands still until a test moves it, and pictures of what it shows.
 *
 * <p>May import everything.
 */
package org.breakwater.tests;
