// Generated from the protocol definitions; do not edit.
package org.breakwater.wayland;

import org.breakwater.protocol.wire.InterfaceSpec;
import org.breakwater.protocol.wire.MessageSpec;

/** The interface {@code trial_item_v1}, version 2. */
public final class TrialItemV1 {
    /** The messages and their signatures. */
    public static final InterfaceSpec SPEC = new InterfaceSpec(
            "trial_item_v1", 2,
            new MessageSpec[] {
                new MessageSpec("destroy", 1, true, ""),
                new MessageSpec("set_peer", 1, false, "?oo", "trial_item_v1", null),
                new MessageSpec("notify", 1, false, ""),
            },
            new MessageSpec[] {
                new MessageSpec("moved", 1, false, "ff?oo", null, null, "trial_item_v1",
                        "trial_factory_v1"),
                new MessageSpec("styled", 1, false, "iu", null, null),
                new MessageSpec("data", 1, false, "sa?o", null, null, null),
                new MessageSpec("hash_code", 2, false, ""),
            });

    /** The version that brought {@code hash_code}. */
    public static final int HASH_CODE_SINCE = 2;

    private TrialItemV1() {
    }
}
