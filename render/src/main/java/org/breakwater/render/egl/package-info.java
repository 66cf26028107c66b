/**
 * Where a renderer's context comes from. The only package that imports {@code org.lwjgl.egl}; of
 * the project it imports {@code render} for its exception and what a dmabuf is.
 */
package org.breakwater.render.egl;
