/**
 * Fuzzing in one JVM. {@link org.breakwater.tests.fuzz.Generator} plays sequences drawn from the
 * protocol definitions, by several clients at once, against a headless compositor; a sequence is
 * text, one step a line, which {@link org.breakwater.tests.fuzz.Player} plays again. Byte fuzzers,
 * guided by coverage, are in {@link org.breakwater.tests.fuzz.WireTarget} and its siblings. What
 * once broke something is kept in {@code resources/fuzz}. May import every module.
 */
package org.breakwater.tests.fuzz;
