/** Pictures of what outputs show. Imports {@code render} and {@code backend}. */
package org.breakwater.compositor.capture;
