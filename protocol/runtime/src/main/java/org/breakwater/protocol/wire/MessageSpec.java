package org.breakwater.protocol.wire;

/**
 * One request or event: its name, the version that brought it, whether it ends its object, and its
 * arguments. The signature has a letter an argument, as in libwayland: {@code i u f s o n a h}, with
 * {@code ?} before a string or object that may be null.
 */
public final class MessageSpec {
    private final String name;
    private final int since;
    private final boolean destructor;
    private final String signature;
    private final String[] argumentInterfaces;

    public MessageSpec(String name, int since, boolean destructor, String signature,
            String... argumentInterfaces) {
        this.name = name;
        this.since = since;
        this.destructor = destructor;
        this.signature = signature;
        this.argumentInterfaces = argumentInterfaces;
    }

    public String name() {
        return name;
    }

    public int since() {
        return since;
    }

    public boolean destructor() {
        return destructor;
    }

    public String signature() {
        return signature;
    }

    /** The interface of an object or new_id argument, or null where it has none. */
    public String argumentInterface(int index) {
        return index < argumentInterfaces.length ? argumentInterfaces[index] : null;
    }

    @Override
    public String toString() {
        return name;
    }
}
