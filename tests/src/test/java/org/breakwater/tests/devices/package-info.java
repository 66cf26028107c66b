/** Input devices: what libinput tells, and what becomes of it. Imports everything. */
package org.breakwater.tests.devices;
