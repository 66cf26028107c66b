package org.breakwater.compositor;

import org.breakwater.config.ShmConfig;
import org.breakwater.shm.ReadPolicy;

/** The configuration's {@code [shm]} in the mapper's terms. */
final class ShmPolicy {
    private ShmPolicy() {
    }

    static ReadPolicy of(ShmConfig config) {
        return new ReadPolicy(
                switch (config.strategy()) {
                    case AUTO -> ReadPolicy.Strategy.AUTO;
                    case SEALED -> ReadPolicy.Strategy.SEALED;
                    case GUARDED -> ReadPolicy.Strategy.GUARDED;
                    case COPIED -> ReadPolicy.Strategy.COPIED;
                },
                switch (config.afterRegrow()) {
                    case REVEAL -> ReadPolicy.AfterRegrow.REVEAL;
                    case ZEROS -> ReadPolicy.AfterRegrow.ZEROS;
                },
                switch (config.onTruncation()) {
                    case ZERO_FILL -> ReadPolicy.OnTruncation.ZERO_FILL;
                    case DISCONNECT -> ReadPolicy.OnTruncation.DISCONNECT;
                });
    }
}
