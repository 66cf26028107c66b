/** Breakwater as a window of other compositors, and what becomes of it when they go. */
package org.breakwater.tests.nested;
