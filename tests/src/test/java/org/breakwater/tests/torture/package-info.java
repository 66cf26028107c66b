/**
 * The torture suite: what hostile clients do to the files behind their pixels, played against a
 * whole compositor and checked down to the pixels of its framebuffer.
 *
 * <p>A {@link org.breakwater.tests.torture.Scenario} says what a client does; a
 * {@link org.breakwater.tests.torture.Harbour} is the compositor that one after the other of them is
 * let loose on, with a well-behaved client in it, and judges each: the compositor is alive, the
 * well-behaved client got its frame at every refresh, the hostile one was told the right error or sees
 * its own bytes and exact zeros, no byte of anybody else's shows, and descriptors, mappings and ledger
 * are what they were. {@link org.breakwater.tests.torture.TortureTest} plays every scenario once,
 * {@link org.breakwater.tests.torture.Soak} plays them in random order for as long as it is told to.
 *
 * <p>What the suite does not cover, and why, is the list in
 * {@link org.breakwater.tests.torture.NotCovered}, which the test prints.
 *
 * <p>May import everything.
 */
package org.breakwater.tests.torture;
