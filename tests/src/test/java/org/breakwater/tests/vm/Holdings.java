package org.breakwater.tests.vm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the compositor of a session holds: the lines of its ledger (objects, buffers, textures), and what each of its
 * file descriptors is open on, jars too: all of the class path are open from the start.
 */
record Holdings(List<String> things) {
    static Holdings of(VirtualMachine machine) throws IOException {
        String ledger = machine.exec("compositor/bin/breakwater msg ledger");
        String files = machine.exec("find /proc/$(pgrep -o java)/fd -type l -printf '%l\\n'");
        return new Holdings(Stream.concat(ledger.lines(),
                files.lines().map(file -> file.replaceFirst(":\\[\\d+]", "")).sorted()).toList());
    }

    /** What is held in addition. */
    List<String> moreThan(Holdings before) {
        List<String> rest = new ArrayList<>(things);
        before.things.forEach(rest::remove);
        return rest;
    }

    /** In words. */
    String since(Holdings before) {
        return "more: " + moreThan(before) + ", gone: " + before.moreThan(this) + ", the same: "
                + (things.size() - moreThan(before).size());
    }
}
