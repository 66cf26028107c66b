/**
 * Breakwater beside other compositors on one machine, in one run: {@code tests/bench/compare}. The client is the
 * C program of {@code tests/clients/bench}; this drives it and the compositors, and prints the table.
 *
 * <p>May import the JDK only: the script compiles it alone.
 */
package org.breakwater.tests.bench.compare;
