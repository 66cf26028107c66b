package org.breakwater.tests.torture;

import java.util.List;

/**
 * Attacks that are known and that this suite does not carry out, with the reason.
 *
 * @param what   the attack
 * @param reason why not here
 */
record NotCovered(String what, String reason) {
    static List<NotCovered> all() {
        return List.of(
                new NotCovered("A6 closing animation", "the compositor has none"),
                new NotCovered("B12 MADV_COLLAPSE",
                        "does not change what a read gives, and is refused (EINVAL) where shared"
                                + " memory has no huge pages, as on test machines"),
                new NotCovered("B14, D17 screencopy and ICC descriptors",
                        "the compositor has no protocol that takes them yet"),
                new NotCovered("D17 virtual keyboard descriptors",
                        "with that protocol's tests: their text is no pixels"),
                new NotCovered("C15 NFS, 9p, compressed, encrypted and immutable files",
                        "need file systems that a test cannot mount; like the file on a disk, which is"
                                + " here, they are no shared memory and refused or quarantined alike"),
                new NotCovered("C15 dma-buf, udmabuf, DRM node",
                        "where the machine has the devices they are tried, else the test says so"),
                new NotCovered("D16-21 file systems that do not answer",
                        "tests of their own: org.breakwater.tests.quarantine"),
                new NotCovered("G28 EINTR, short reads and errors injected into system calls",
                        "in the mapper's own tests: org.breakwater.shm.FailingKernelTest"),
                new NotCovered("G28 a tiny RLIMIT_NOFILE",
                        "needs a process of its own: org.breakwater.tests.quotas.FewDescriptorsTest"),
                new NotCovered("G28 memory.max of a control group, full /tmp",
                        "need a machine of their own; the compositor writes to neither. A full tmpfs is here"),
                new NotCovered("H29 NVIDIA, zink, threaded GL", "no such driver on a test machine"),
                new NotCovered("J31 other compositors", "breakwater demo --against does it"));
    }
}
