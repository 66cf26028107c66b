package org.breakwater.tests.fuzz;

import java.io.IOException;
import java.util.List;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.shm.Memfd;

/** A descriptor that a client has made and may go on changing after it has sent it. */
final class ClientFile implements AutoCloseable {
    /** What there is to send; {@code own-socket} is the client's end of its own connection. */
    static final List<String> KINDS = List.of("memfd", "sealed", "unwritable", "holed", "pipe-read",
            "pipe-write", "pipe-broken", "socket", "directory", "null", "zero", "event", "path",
            "own-socket");

    private final Fd fd;
    private final Memfd memory;
    private final Fd otherEnd;

    private ClientFile(Fd fd, Memfd memory, Fd otherEnd) {
        this.fd = fd;
        this.memory = memory;
        this.otherEnd = otherEnd;
    }

    static ClientFile make(String kind, long size, Fd ownSocket) throws IOException {
        return switch (kind) {
            case "memfd" -> memory(size, 0);
            case "sealed" -> memory(size, Memfd.SEAL_SHRINK);
            case "unwritable" -> memory(size, Memfd.SEAL_SHRINK | Memfd.SEAL_GROW
                    | Memfd.SEAL_WRITE | Memfd.SEAL_SEAL);
            case "holed" -> {
                ClientFile file = memory(size, 0);
                if (size > 0) {
                    file.memory.punchHole(0, size);
                }
                yield file;
            }
            case "pipe-read" -> end(Fd.pipe(), 0, true);
            case "pipe-write" -> end(Fd.pipe(), 1, true);
            case "pipe-broken" -> end(Fd.pipe(), 1, false);
            case "socket" -> end(Fd.socketPair(), 0, true);
            case "directory" -> new ClientFile(NativeFiles.directory(), null, null);
            case "null" -> new ClientFile(NativeFiles.device("/dev/null"), null, null);
            case "zero" -> new ClientFile(NativeFiles.device("/dev/zero"), null, null);
            case "event" -> new ClientFile(NativeFiles.event(), null, null);
            case "path" -> new ClientFile(NativeFiles.path(), null, null);
            case "own-socket" -> new ClientFile(ownSocket.dup(), null, null);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    Fd fd() {
        return fd;
    }

    /** Changes the file's length; a seal, or a file without one, refuses, as the kernel does. */
    void truncate(long size) {
        if (memory != null) {
            try {
                memory.truncate(size);
            } catch (IOException refused) {
                return;
            }
        }
    }

    void punch(long offset, long length) {
        if (memory != null) {
            try {
                memory.punchHole(offset, length);
            } catch (IOException refused) {
                return;
            }
        }
    }

    @Override
    public void close() {
        fd.close();
        if (otherEnd != null) {
            otherEnd.close();
        }
    }

    private static ClientFile memory(long size, int seals) throws IOException {
        Memfd file = Memfd.create("fuzz", size);
        if (seals != 0) {
            file.addSeals(seals);
        }
        return new ClientFile(file.fd(), file, null);
    }

    private static ClientFile end(Fd[] pair, int which, boolean keepOther) {
        Fd other = pair[1 - which];
        if (!keepOther) {
            other.close();
        }
        return new ClientFile(pair[which], null, keepOther ? other : null);
    }
}
