package org.breakwater.protocol.scanner;

/** Where something stands in a definition file, printed as {@code file:line}. */
public record Location(String file, int line) {
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
