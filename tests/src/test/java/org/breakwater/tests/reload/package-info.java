/** The configuration is read again while the session goes on. Imports everything. */
package org.breakwater.tests.reload;
