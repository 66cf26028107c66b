/**
 * What is counted of frames, and their events for Java Flight Recorder. Counting allocates nothing. Imports
 * nothing of the project.
 */
package org.breakwater.compositor.stats;
