/** What the compositor tells of itself: figures, events for Java Flight Recorder, and the debug overlay. */
package org.breakwater.tests.stats;
