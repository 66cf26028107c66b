/** What the way of a request and of a frame leaves to the garbage collector: nothing. Imports everything. */
package org.breakwater.tests.allocation;
