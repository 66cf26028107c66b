/**
 * Measurements, each a program that a script in {@code tests/bench} starts. They measure and print;
 * only what must hold whatever the machine makes them fail.
 *
 * <p>May import everything.
 */
package org.breakwater.tests.bench;
