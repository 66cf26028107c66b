/** Input methods and the fields that they write into, on the screen. */
package org.breakwater.tests.textinput;
