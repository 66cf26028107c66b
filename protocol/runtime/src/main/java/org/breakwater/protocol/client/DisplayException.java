package org.breakwater.protocol.client;

import java.io.IOException;

/** The display ended the connection with {@code wl_display.error}. */
public final class DisplayException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String interfaceName;
    private final int objectId;
    private final int code;

    DisplayException(String interfaceName, int objectId, int code, String message) {
        super(interfaceName + "#" + Integer.toUnsignedString(objectId) + " error " + code + ": " + message);
        this.interfaceName = interfaceName;
        this.objectId = objectId;
        this.code = code;
    }

    /** The interface of the object in error; "[unknown]" when this client does not know the object. */
    public String interfaceName() {
        return interfaceName;
    }

    public int objectId() {
        return objectId;
    }

    public int code() {
        return code;
    }
}
