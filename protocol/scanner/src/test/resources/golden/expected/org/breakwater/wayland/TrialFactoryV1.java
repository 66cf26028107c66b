// Generated from the protocol definitions; do not edit.
package org.breakwater.wayland;

import org.breakwater.protocol.wire.EnumValue;
import org.breakwater.protocol.wire.InterfaceSpec;
import org.breakwater.protocol.wire.MessageSpec;
import org.breakwater.protocol.wire.ProtocolErrorCode;

/**
 * Makes items &amp; has every kind of message. The interface {@code trial_factory_v1}, version 2.
 */
public final class TrialFactoryV1 {
    /** The messages and their signatures. */
    public static final InterfaceSpec SPEC = new InterfaceSpec(
            "trial_factory_v1", 2,
            new MessageSpec[] {
                new MessageSpec("destroy", 1, true, ""),
                new MessageSpec("create_item", 1, false, "nu", "trial_item_v1", null),
                new MessageSpec("import", 1, false, "nhhi", "trial_item_v1", null, null, null),
                new MessageSpec("default", 1, false, "iu?sfas", null, null, null, null, null, null),
                new MessageSpec("bind", 1, false, "usun", null, null, null, null),
                new MessageSpec("same", 2, false, ""),
                new MessageSpec("set_flags", 2, false, "u", (String) null),
            },
            new MessageSpec[] {
                new MessageSpec("kind", 1, false, "u", (String) null),
                new MessageSpec("item_added", 1, false, "n", "trial_item_v1"),
                new MessageSpec("shared", 1, false, "hh", null, null),
                new MessageSpec("gone", 1, true, "?s", (String) null),
            });

    /** The version that brought {@code same}. */
    public static final int SAME_SINCE = 2;

    /** The version that brought {@code set_flags}. */
    public static final int SET_FLAGS_SINCE = 2;

    private TrialFactoryV1() {
    }

    /** What can go wrong. */
    public enum Error implements ProtocolErrorCode {
        /** Wrong role. */
        ROLE(0),
        BAD_SIZE(1);

        private final int value;

        Error(int value) {
            this.value = value;
        }

        @Override
        public int value() {
            return value;
        }

        /** The entry of that value, or null where there is none. */
        public static Error fromWire(int value) {
            return switch (value) {
                case 0 -> ROLE;
                case 1 -> BAD_SIZE;
                default -> null;
            };
        }
    }

    public enum Kind implements EnumValue {
        PLAIN(0, 1),
        /** A name that begins with a digit. */
        _90(1, 1),
        /** Since version 2. */
        FANCY(2, 2),
        HUGE(0x80000000, 1);

        private final int value;
        private final int since;

        Kind(int value, int since) {
            this.value = value;
            this.since = since;
        }

        @Override
        public int value() {
            return value;
        }

        /** The version of the interface that brought this entry. */
        public int since() {
            return since;
        }

        /** The entry of that value, or null where there is none. */
        public static Kind fromWire(int value) {
            return switch (value) {
                case 0 -> PLAIN;
                case 1 -> _90;
                case 2 -> FANCY;
                case 0x80000000 -> HUGE;
                default -> null;
            };
        }
    }

    /** Since version 2. */
    public enum Flag implements EnumValue {
        /** Since version 2. */
        LEFT(1, 2),
        /** Since version 2. */
        RIGHT(2, 2),
        /** A name that the mask needs. Since version 2. */
        ALL_(3, 2);

        /** Every bit that an entry names. */
        public static final int ALL = 3;

        private final int value;
        private final int since;

        Flag(int value, int since) {
            this.value = value;
            this.since = since;
        }

        @Override
        public int value() {
            return value;
        }

        /** The version of the interface that brought this entry. */
        public int since() {
            return since;
        }

        /** The entry of that value, or null where there is none. */
        public static Flag fromWire(int value) {
            return switch (value) {
                case 1 -> LEFT;
                case 2 -> RIGHT;
                case 3 -> ALL_;
                default -> null;
            };
        }
    }

    public enum String_ implements EnumValue {
        THIN(0xffffffff);

        private final int value;

        String_(int value) {
            this.value = value;
        }

        @Override
        public int value() {
            return value;
        }

        /** The entry of that value, or null where there is none. */
        public static String_ fromWire(int value) {
            return switch (value) {
                case 0xffffffff -> THIN;
                default -> null;
            };
        }
    }
}
