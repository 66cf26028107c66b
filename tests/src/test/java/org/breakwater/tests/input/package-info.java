/** The seat and what extends it: what clients are told of input, and what they may ask for. */
package org.breakwater.tests.input;
