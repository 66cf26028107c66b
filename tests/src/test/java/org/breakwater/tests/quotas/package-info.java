/**
 * What one client may make the compositor hold: quotas of every kind, the output queue of a client that
 * does not read, and the memory of files that were never written.
 */
package org.breakwater.tests.quotas;
