package org.breakwater.compositor.backend.drm;

/** The kernel's reasons that are told apart here; numbers as on Linux. */
public final class Errno {
    public static final int EPERM = 1;
    public static final int ENOENT = 2;
    public static final int EINTR = 4;
    public static final int EIO = 5;
    public static final int ENXIO = 6;
    public static final int EBADF = 9;
    public static final int EAGAIN = 11;
    public static final int ENOMEM = 12;
    public static final int EACCES = 13;
    public static final int EBUSY = 16;
    public static final int ENODEV = 19;
    public static final int EINVAL = 22;
    public static final int ENOSPC = 28;
    public static final int EOPNOTSUPP = 95;

    private Errno() {
    }

    static boolean isDeviceGone(int errno) {
        return errno == ENODEV || errno == ENXIO || errno == EBADF;
    }

    /** Another session is the card's master. */
    static boolean isNotMaster(int errno) {
        return errno == EACCES || errno == EPERM;
    }

    /** Whether a request may have been refused for what it asks; 0: it was not refused. */
    static boolean isAboutContent(int errno) {
        return errno != 0 && errno != EBUSY && !isNotMaster(errno) && !isDeviceGone(errno);
    }

    static String describe(int errno) {
        return switch (errno) {
            case EPERM -> "not permitted (EPERM)";
            case ENOENT -> "no such object (ENOENT)";
            case EIO -> "input/output error (EIO)";
            case ENXIO, EBADF, ENODEV -> "the card is gone (errno " + errno + ")";
            case ENOMEM -> "no memory (ENOMEM)";
            case EACCES -> "another session is the card's master (EACCES)";
            case EBUSY -> "busy (EBUSY)";
            case EINVAL -> "invalid (EINVAL)";
            case ENOSPC -> "no room (ENOSPC)";
            case EOPNOTSUPP -> "not supported (EOPNOTSUPP)";
            default -> "errno " + errno;
        };
    }
}
