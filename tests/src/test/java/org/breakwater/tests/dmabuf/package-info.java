/** Buffers in memory that devices share. */
package org.breakwater.tests.dmabuf;
