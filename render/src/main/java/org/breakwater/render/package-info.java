/**
 * What a renderer is, without saying how it draws: textures, targets, passes and the pixels they
 * are made of. Imports {@code render.geometry} and nothing else; {@code render.gl} draws, and
 * {@code render.scene} decides what is drawn.
 */
package org.breakwater.render;
