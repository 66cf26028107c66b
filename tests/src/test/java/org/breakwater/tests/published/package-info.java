/**
 * What the project publishes of itself, held against what is so. With {@code -Dreadme.write=true} these
 * tests write it anew instead.
 */
package org.breakwater.tests.published;
