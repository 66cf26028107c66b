package org.breakwater.protocol.scanner;

/**
 * A source file to be.
 *
 * @param path relative to the source root, with slashes
 */
record GeneratedFile(String path, String text) {
    /** The first line of all that we write; only files that begin with it are ever deleted. */
    static final String HEADER = "// Generated from the protocol definitions; do not edit.";
}
