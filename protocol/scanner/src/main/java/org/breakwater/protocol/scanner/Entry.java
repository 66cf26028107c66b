package org.breakwater.protocol.scanner;

/**
 * An entry of an enum.
 *
 * @param value its 32 bits on the wire
 */
public record Entry(Location at, String name, int value, int since, String summary) {
}
