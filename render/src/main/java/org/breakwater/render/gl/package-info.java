/**
 * The renderer in OpenGL ES 3. The only package that imports {@code org.lwjgl.opengles}; of the
 * project it imports {@code render}, {@code render.geometry} and {@code render.egl}.
 */
package org.breakwater.render.gl;
