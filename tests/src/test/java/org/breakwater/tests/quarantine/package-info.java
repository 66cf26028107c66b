/**
 * What clients can do with descriptors of files that do not answer: real ones, of a FUSE file
 * system that stops when it is told to ({@code tests/clients/stalling-fuse.c}), and sockets that
 * linger.
 */
package org.breakwater.tests.quarantine;
