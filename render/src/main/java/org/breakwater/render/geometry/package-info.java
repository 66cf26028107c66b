/**
 * Points, rectangles, regions and the eight output transforms. Values without a coordinate space of
 * their own: whoever holds one says which space it is in. Imports nothing of the project.
 */
package org.breakwater.render.geometry;
