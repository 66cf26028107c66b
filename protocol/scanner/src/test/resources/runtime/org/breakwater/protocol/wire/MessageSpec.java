package org.breakwater.protocol.wire;

public record MessageSpec(String name, int since, boolean destructor, String signature,
        String... argumentInterfaces) {
}
