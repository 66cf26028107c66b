package org.breakwater.protocol.server;

import java.io.IOException;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.loop.TimerSource;
import org.breakwater.protocol.wire.Connection;
import org.breakwater.protocol.wire.MessageWriter;
import org.breakwater.protocol.wire.WireTrace;
import org.breakwater.wayland.server.WlDisplayResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one client is sent. Events collect in its connection's buffer, and the buffer goes to the socket at one of
 * four times:
 * <ul>
 * <li>at the end of the turn, once something urgent was queued ({@code dirty}: in the display's list);
 * <li>with the next refresh, if all that was queued can wait ({@code waiting}; {@code listed}: in the display's
 * list of those, which an urgent event overtakes);
 * <li>at once, when much has collected;
 * <li>when the socket is writable again, once it did not take everything ({@code congested}), or a moment
 * later where the kernel had no memory: a socket that is writable would be tried without end then.
 * </ul>
 * Loop thread; nothing allocates.
 */
final class Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    /** So many bytes do not wait for the end of the turn. */
    private static final int SEND_EARLY = 64 << 10;

    /** Nanoseconds after which a send is tried again that the kernel had no memory for. */
    private static final long SEND_AGAIN = 10_000_000L;

    private final Client client;
    private final Display display;
    private final Connection connection;
    private final FdDeadlines deadlines;
    private final Traffic traffic;
    private final WireTrace trace;
    private final TimerSource resend;
    private final Signal<Client> drained = new Signal<>();
    private boolean dirty;
    private boolean patient;
    private boolean waiting;
    private boolean listed;
    private boolean congested;
    private int countedBytes;
    private Resource eventTarget;
    private int eventOpcode;
    private int eventStart;

    Outbox(Client client, Connection connection, FdDeadlines deadlines, Traffic traffic) {
        this.client = client;
        this.display = client.display();
        this.connection = connection;
        this.deadlines = deadlines;
        this.traffic = traffic;
        this.trace = display.trace();
        this.resend = display.loop().addTimer(this::sendAgain);
    }

    boolean isCongested() {
        return congested;
    }

    /** Whether to try again when the socket is writable. */
    boolean awaitsSocket() {
        return congested && !connection.isStarved();
    }

    Signal<Client> drained() {
        return drained;
    }

    void beginPatient() {
        patient = true;
    }

    void endPatient() {
        patient = false;
    }

    /** Of a client that is connected. */
    MessageWriter begin(Resource target, int opcode) {
        awaitFlush();
        MessageWriter writer = connection.writer();
        eventTarget = target;
        eventOpcode = opcode;
        eventStart = trace == null ? 0 : trace.mark(connection);
        writer.begin(target.id(), opcode);
        return writer;
    }

    void end(MessageWriter writer) {
        if (!writer.end()) {
            LOG.warn("{} cannot be sent a descriptor: too many open files", client);
            client.postNoMemory();
            return;
        }
        if (trace != null) {
            trace.sent(connection, eventStart, eventTarget.spec(), eventTarget.id(),
                    eventTarget.spec().event(eventOpcode), client::interfaceOf);
        }
        traffic.event();
        if (eventTarget.spec().event(eventOpcode).destructor()) {
            eventTarget.destroy();
        }
        if (!client.isAlive()) {
            return;
        }
        if (congested) {
            count();
            deadlines.sent();
        } else if (connection.pendingOutput() >= SEND_EARLY) {
            send();
        }
    }

    /** An id that is free again is no reason to wake a client. */
    void sendDeleteId(WlDisplayResource displayResource, int id) {
        boolean before = patient;
        patient = true;
        try {
            displayResource.sendDeleteId(id);
        } finally {
            patient = before;
        }
    }

    /** Sends what is queued, urgent or not. */
    void flush() {
        if (client.isAlive() && (dirty || waiting)) {
            dirty = false;
            waiting = false;
            send();
        }
    }

    /** The display's list of those that can wait has come to this one. */
    void patienceOver() {
        listed = false;
        flush();
    }

    /** Sends what the socket takes; the rest waits until it is writable. */
    void send() {
        try {
            boolean done = connection.flush();
            boolean relieved = done && congested;
            congested = !done;
            client.watch();
            if (congested && connection.isStarved()) {
                resend.armAt(display.loop().clock().nanos() + SEND_AGAIN);
            }
            count();
            deadlines.sent();
            if (relieved) {
                drained.emit(client);
                flush();
            }
        } catch (IOException gone) {
            client.disconnect();
        } catch (Throwable thrown) {
            display.loop().failed("sending to " + client, thrown);
            client.disconnect();
        }
    }

    /** What was in flight is gone with the connection. */
    void settle() {
        client.account().discharge(Held.UNSENT_BYTES, countedBytes);
    }

    void close() {
        resend.close();
    }

    private void awaitFlush() {
        if (patient) {
            waiting = true;
            if (!listed) {
                listed = true;
                display.flushPatient(this);
            }
        } else if (!dirty) {
            dirty = true;
            display.flushLater(this);
        }
    }

    private void sendAgain() {
        if (client.isAlive()) {
            send();
        }
    }

    private void count() {
        int bytes = connection.pendingOutput();
        int more = bytes - countedBytes;
        countedBytes = bytes;
        client.account().impose(Held.UNSENT_BYTES, more);
        client.countFds();
    }
}
