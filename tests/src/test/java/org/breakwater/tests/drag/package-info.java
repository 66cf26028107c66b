/** Drags through the whole compositor: by touch, with images, and with windows carried along. */
package org.breakwater.tests.drag;
