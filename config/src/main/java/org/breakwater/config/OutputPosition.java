package org.breakwater.config;

/** A point of the layout in logical pixels; x grows to the right, y down. */
public record OutputPosition(int x, int y) {
}
