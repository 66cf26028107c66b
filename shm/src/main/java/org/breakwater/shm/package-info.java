/**
 * The shm mapper: how Breakwater reads pixels out of files that clients own and may shrink at any
 * moment, and {@code wl_shm} on top of it.
 *
 * <p>The promise is that of a no-fault mapping: a read past the end of the file gives zeros, and no
 * signal. {@link org.breakwater.shm.ShmMapper} keeps it in the best way that each file allows.
 *
 * <p>May import: {@code org.breakwater.protocol}, {@code org.breakwater.wayland}, jffi, slf4j.
 * Knows neither renderer nor compositor.
 */
package org.breakwater.shm;
