package org.breakwater.tests.wlcs;

import java.io.IOException;
import org.breakwater.protocol.wire.Connection;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.protocol.wire.MessageReader;
import org.breakwater.protocol.wire.SocketIo;
import org.breakwater.protocol.wire.WireException;

/**
 * The control socket, framed as the Wayland wire: in a command the object is a device, in an answer
 * it is 0, or 1 where the command was refused. One command is on its way at a time.
 */
final class ControlConnection implements AutoCloseable {
    private final Connection connection;
    private boolean open = true;

    ControlConnection(Fd socket) {
        connection = new Connection(socket, new SocketIo());
    }

    int fd() {
        return connection.socket().raw();
    }

    /** False once the suite has ended. */
    boolean isOpen() {
        return open;
    }

    /** Steps to the next command, if there is one. */
    boolean next() {
        try {
            if (open && connection.receive() == Connection.Received.CLOSED) {
                open = false;
            }
            return open && connection.next();
        } catch (IOException | WireException broken) {
            open = false;
            return false;
        }
    }

    Command command() {
        return Command.values()[connection.opcode()];
    }

    int device() {
        return connection.objectId();
    }

    MessageReader arguments() {
        return connection.reader();
    }

    void answer(String text) {
        send(0, text);
    }

    void refuse(String why) {
        send(1, why.length() > 1000 ? why.substring(0, 1000) : why);
    }

    private void send(int status, String text) {
        connection.writer().begin(status, 0);
        connection.writer().putString(text);
        connection.writer().end();
        try {
            connection.flush();
        } catch (IOException gone) {
            open = false;
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
