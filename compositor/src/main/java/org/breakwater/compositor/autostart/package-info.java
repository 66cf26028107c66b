/**
 * What is installed to start with a desktop session: the entries of the XDG autostart directories. Imports
 * nothing of the project.
 */
package org.breakwater.compositor.autostart;
