/** The session on the screens of a virtual machine. These tests are tagged "vm": {@code tests/run --vm} runs them. */
package org.breakwater.tests.vm;
