/**
 * Small parts of the hot paths, measured alone by JMH: {@code tests/bench/jmh} runs them, with the bytes that
 * they allocate. May import everything.
 */
package org.breakwater.tests.bench.jmh;
