package org.breakwater.protocol.server;

import java.io.IOException;
import java.util.ArrayDeque;
import org.breakwater.protocol.loop.FdSource;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.wire.Connection;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.protocol.wire.ForeignFds;
import org.breakwater.protocol.wire.MessageSpec;
import org.breakwater.protocol.wire.MessageWriter;
import org.breakwater.protocol.wire.ProcessFd;
import org.breakwater.protocol.wire.UnixSocket;
import org.breakwater.protocol.wire.WireException;
import org.breakwater.protocol.wire.WireTrace;
import org.breakwater.wayland.WlDisplay;
import org.breakwater.wayland.server.WlCallbackResource;
import org.breakwater.wayland.server.WlDisplayResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connected client: its socket, its objects, and the boundary around everything done on its behalf. A
 * protocol error, malformed bytes, or anything thrown by a handler ends this client alone.
 *
 * <p>Once an error has been posted no more is read or sent; the client is closed at the end of the
 * current callback, so that handlers never see their objects vanish beneath them.
 */
public final class Client {
    private static final Logger LOG = LoggerFactory.getLogger(Client.class);

    /** Answered callbacks that are kept for the next. */
    private static final int MOST_SPARE = 64;

    private enum State { CONNECTED, ENDING, GONE }

    private final Display display;
    private final ForeignFds.Peer closer;
    private final Connection connection;
    private final UnixSocket.Peer peer;
    private final FdSource source;
    private final WlDisplayResource displayResource;
    private final ObjectMap objects = new ObjectMap();
    private final ArrayDeque<WlCallbackResource> spareCallbacks = new ArrayDeque<>(2);
    private final Signal<Client> destroyed = new Signal<>();
    private final WireTrace trace;
    private final Appetite appetite = new Appetite();
    private final FairShare.Share share = new FairShare.Share(this);
    private final Account account;
    private final Traffic traffic = new Traffic();
    private final FdDeadlines deadlines;
    private final Outbox outbox;
    private State state = State.CONNECTED;
    private boolean dispatching;
    private int countedFds;
    private Resource unhandled;

    Client(Display display, Fd socket) {
        this.display = display;
        this.trace = display.trace();
        this.account = new Account(this, display.account(), display.quotas());
        this.peer = display.io().peer(socket);
        this.closer = display.foreignFds().from(() -> display.loop().idle(this::tooManyUnclosed));
        this.connection = new Connection(socket, display.io(), closer);
        this.displayResource = WlDisplayResource.TYPE.factory().create(this, 1, 1);
        objects.putClientSide(displayResource);
        account.count(Held.OBJECTS, 1);
        displayResource.handle(new DisplayRequests(display));
        this.deadlines = new FdDeadlines(display.loop(), connection, this::mute, this::deaf);
        this.outbox = new Outbox(this, connection, deadlines, traffic);
        this.source = display.loop().addFd(socket.raw(), FdSource.READABLE, this::ready);
    }

    public Display display() {
        return display;
    }

    public int pid() {
        return peer.pid();
    }

    public int uid() {
        return peer.uid();
    }

    /** The process behind {@link #pid}, which the caller closes; throws when it has ended. */
    public ProcessFd process() throws IOException {
        return ProcessFd.ofPeer(connection.socket());
    }

    public boolean isAlive() {
        return state == State.CONNECTED;
    }

    /** What is held for it. */
    public Account account() {
        return account;
    }

    /** What went to and fro since it connected. */
    public Traffic traffic() {
        traffic.transferred(connection.bytesReceived(), connection.bytesSent());
        return traffic;
    }

    /**
     * The client does not read what it is sent: its socket is full. Events of which only the newest
     * matters should wait for {@link #drained} then, or they would only lengthen the queue.
     */
    public boolean isCongested() {
        return outbox.isCongested();
    }

    /** Emitted when a client that was congested has taken all that waited for it. */
    public Signal<Client> drained() {
        return outbox.drained();
    }

    /** Emitted when the client and all its objects are gone. */
    public Signal<Client> destroyed() {
        return destroyed;
    }

    /** Live objects, the display's own among them. */
    public int objectCount() {
        return objects.live();
    }

    /** Bytes waiting for the client to read them. */
    public int pendingOutput() {
        return connection.pendingOutput();
    }

    /** Descriptors that came from the client and have not been claimed by a message. */
    public int unclaimedFds() {
        return connection.unclaimedFds();
    }

    /** The live object with this id, or null. */
    public Resource resource(int id) {
        return objects.lookup(id);
    }

    /**
     * Takes back a callback that has been answered and that nobody else knows, to be the next one: clients ask
     * for one with every frame.
     */
    public void recycle(WlCallbackResource answered) {
        if (!answered.isAlive() && answered.client() == this && spareCallbacks.size() < MOST_SPARE) {
            spareCallbacks.add(answered);
        }
    }

    /** Creates an object with an id of the server's, to be announced by an event. */
    public <R extends Resource> R create(ResourceType<R> type, int version) {
        R resource = type.factory().create(this, objects.nextServerId(), version);
        objects.putServerSide(resource);
        account.impose(Held.OBJECTS, 1);
        return resource;
    }

    public void postNoMemory() {
        postNoMemory("no memory");
    }

    /** {@code what} there is no memory for, in a few words. */
    public void postNoMemory(String what) {
        postError(displayResource, WlDisplay.Error.NO_MEMORY.value(), what);
    }

    /** The compositor failed this client; the client did nothing wrong. */
    public void postImplementationError(String format, Object... arguments) {
        postError(displayResource, WlDisplay.Error.IMPLEMENTATION.value(),
                String.format(format, arguments));
    }

    /**
     * Something could not be done on this client's behalf, in a request or out of one: what was thrown is
     * logged, and this client alone is disconnected. A {@link ProtocolException} is its own doing. For
     * the boundaries around listeners, timers and idle tasks that serve one client; does not throw.
     */
    public void failed(String what, Throwable thrown) {
        try {
            if (thrown instanceof ProtocolException error) {
                postError(error.resource(), error.code(), error.getMessage());
                return;
            }
            LOG.error("{}: {} failed; only this client is disconnected", this, what, thrown);
            if (thrown instanceof OutOfMemoryError) {
                postNoMemory();
            } else {
                postImplementationError("%s failed in the compositor", what);
            }
        } catch (Throwable unsayable) {
            display.loop().failed("telling " + this + " so", unsayable);
        } finally {
            disconnect();
        }
    }

    /** Closes the connection at the end of the current callback. */
    public void disconnect() {
        if (state == State.CONNECTED) {
            end();
        }
    }

    /**
     * So much more of the loop's time, in nanoseconds, went into what the client asked for. While time
     * is scarce, a client that takes more than its share is read later.
     */
    public void charge(long nanos) {
        if (state == State.CONNECTED) {
            display.fairShare().charge(share, nanos);
        }
    }

    /**
     * Until {@link #endPatient}: events of which the client loses nothing when they come with its next frame
     * or answer, as that of a buffer that is free again. A client that is woken once draws for less.
     */
    public void beginPatient() {
        outbox.beginPatient();
    }

    public void endPatient() {
        outbox.endPatient();
    }

    /** Sends what is queued; what the socket does not take goes when it is writable again. */
    public void flush() {
        outbox.flush();
    }

    @Override
    public String toString() {
        return "client " + peer.pid();
    }

    ProtocolException overQuota(Held kind, long limit) {
        LOG.warn("{} asks for more than its quota of {} {}", this, limit, kind.label());
        return displayResource.error(WlDisplay.Error.NO_MEMORY, "over the quota of %d %s", limit,
                kind.label());
    }

    void endOverQuota(Held kind, long limit) {
        if (kind == Held.UNSENT_BYTES) {
            LOG.warn("{} leaves more than {} bytes unread and is disconnected", this, limit);
            disconnect();       // it would not read an error either
            return;
        }
        ProtocolException error = overQuota(kind, limit);
        postError(error.resource(), error.code(), error.getMessage());
    }

    /** Has the loop wait for what the client may do now. */
    void watch() {
        source.watch((share.isHeld() ? 0 : FdSource.READABLE)
                | (outbox.awaitsSocket() ? FdSource.WRITABLE : 0));
    }

    void postError(Resource resource, int code, String message) {
        if (state != State.CONNECTED) {
            return;
        }
        LOG.info("{}: protocol error {} on {}: {}", this, code, resource, message);
        Resource named = resource.isAlive() ? resource : displayResource;
        String text = message.length() > 1000 ? message.substring(0, 1000) : message;
        try {
            displayResource.sendError(named, code, text);
            flush();
        } finally {
            disconnect();
        }
    }

    /** Null when it is not to be sent any more. */
    MessageWriter beginEvent(Resource target, int opcode) {
        return state == State.CONNECTED ? outbox.begin(target, opcode) : null;
    }

    void endEvent(MessageWriter writer) {
        outbox.end(writer);
    }

    void forget(Resource resource) {
        objects.remove(resource.id());
        account.discharge(Held.OBJECTS, 1);
        if (!ObjectMap.isServerSide(resource.id()) && state == State.CONNECTED) {
            outbox.sendDeleteId(displayResource, resource.id());
        }
    }

    <R extends Resource> R objectArg(Resource target, int id, Class<R> type, boolean nullable) {
        if (id == 0) {
            if (nullable) {
                return null;
            }
            throw new WireException("null object where one is required");
        }
        Resource found = objects.lookup(id);
        if (found == null) {
            throw displayResource.error(WlDisplay.Error.INVALID_OBJECT, "unknown object %s",
                    Integer.toUnsignedString(id));
        }
        if (!type.isInstance(found)) {
            throw displayResource.error(WlDisplay.Error.INVALID_OBJECT,
                    "%s is not of the type that %s asks for", found, target);
        }
        return type.cast(found);
    }

    <R extends Resource> R createFromClient(int id, ResourceType<R> type, int version) {
        if (!objects.isFree(id)) {
            throw displayResource.error(WlDisplay.Error.INVALID_OBJECT,
                    "id %s is not free for a new %s", Integer.toUnsignedString(id), type.spec().name());
        }
        account.charge(Held.OBJECTS, 1);
        R resource;
        if (type.javaType() == WlCallbackResource.class && !spareCallbacks.isEmpty()) {
            resource = type.javaType().cast(spareCallbacks.poll());
            resource.begin(id, version);
        } else {
            resource = type.factory().create(this, id, version);
        }
        objects.putClientSide(resource);
        unhandled = resource;
        return resource;
    }

    private void ready(int events) {
        dispatching = true;
        try {
            if ((events & FdSource.WRITABLE) != 0 && state == State.CONNECTED) {
                outbox.send();
            }
            if ((events & ~FdSource.WRITABLE) != 0 && state == State.CONNECTED) {
                read();
            }
        } catch (Throwable thrown) {
            failed("its connection", thrown);
        } finally {
            dispatching = false;
            if (state == State.ENDING) {
                close();
            }
        }
    }

    private void read() {
        ClientTurnEvent recorded = FlightRecording.turn();
        long before = traffic.requests();
        try {
            long start = display.loop().clock().nanos();
            long bytesBefore = connection.bytesReceived();
            Connection.Received received = connection.receive(appetite.bytes());
            countFds();
            while (state == State.CONNECTED && connection.next()) {
                dispatch();
            }
            long end = display.loop().clock().nanos();
            FairShare fairShare = display.fairShare();
            if (received == Connection.Received.DATA) {
                appetite.took((int) (connection.bytesReceived() - bytesBefore), end - start,
                        fairShare.slice(), connection.mayHaveMore());
            }
            traffic.took(end - start);
            if (state == State.CONNECTED) {
                fairShare.chargeTurn(share, end - start, end, connection.mayHaveMore());
            }
            if (recorded != null) {
                recorded.commit(this, traffic.requests() - before);
            }
            countFds();
            deadlines.received();
            if (received == Connection.Received.CLOSED) {
                disconnect();
            }
        } catch (WireException malformed) {
            postError(displayResource, WlDisplay.Error.INVALID_METHOD.value(), malformed.getMessage());
        } catch (IOException failed) {
            LOG.warn("{}: {}", this, failed.getMessage());
            postError(displayResource, WlDisplay.Error.NO_MEMORY.value(), failed.getMessage());
        }
    }

    private void dispatch() {
        Resource target = objects.lookup(connection.objectId());
        int opcode = connection.opcode();
        if (target == null) {
            postError(displayResource, WlDisplay.Error.INVALID_OBJECT.value(),
                    "invalid object " + Integer.toUnsignedString(connection.objectId()));
            return;
        }
        if (opcode >= target.spec().requestCount()
                || target.spec().request(opcode).since() > target.version()) {
            postError(displayResource, WlDisplay.Error.INVALID_METHOD.value(),
                    "invalid method " + opcode + ", object " + target);
            return;
        }
        MessageSpec message = target.spec().request(opcode);
        if (trace != null) {
            trace.received(connection, target.spec(), message, this::interfaceOf);
        }
        unhandled = null;
        traffic.request();
        try {
            target.dispatch(opcode, connection.reader());
            if (unhandled != null && !unhandled.isHandled()) {
                throw new IllegalStateException(unhandled + " was left without a handler by " + message);
            }
            if (message.destructor()) {
                target.destroy();
            }
        } catch (ProtocolException error) {
            error.resource().client().postError(error.resource(), error.code(), error.getMessage());
        } catch (WireException malformed) {
            postError(displayResource, WlDisplay.Error.INVALID_METHOD.value(),
                    "invalid arguments for " + target + "." + message + ": " + malformed.getMessage());
        } catch (Throwable thrown) {
            failed(target + "." + message, thrown);
        }
    }

    private void mute() {
        postError(displayResource, WlDisplay.Error.INVALID_METHOD.value(),
                "descriptors came without their message");
    }

    private void deaf() {
        LOG.warn("{} does not read the descriptors that it is sent", this);
        disconnect();
    }

    /** Those that wait for a message, to be sent, or to be closed. */
    void countFds() {
        int fds = connection.fdsInFlight() + closer.waiting();
        int more = fds - countedFds;
        countedFds = fds;
        account.impose(Held.FDS, more);
    }

    /** What was in flight is gone with the connection. */
    private void settle() {
        outbox.settle();
        account.discharge(Held.FDS, countedFds);
    }

    private void tooManyUnclosed() {
        LOG.warn("{} has sent more than {} descriptors that do not close", this, ForeignFds.LIMIT);
        postNoMemory();
    }

    private void end() {
        state = State.ENDING;
        if (!dispatching) {
            display.loop().idle(this::close);
        }
    }

    void close() {
        if (state == State.GONE) {
            return;
        }
        state = State.GONE;
        closing(source::close);
        closing(() -> display.fairShare().forget(share));
        closing(deadlines::close);
        closing(outbox::close);
        closing(objects::destroyAll);
        closing(connection::close);
        closing(this::settle);
        closing(() -> display.forget(this));
        closing(() -> destroyed.emit(this));
    }

    /** One failure in the way to the end does not spare the rest of it. */
    private void closing(Runnable step) {
        try {
            step.run();
        } catch (Throwable thrown) {
            display.loop().failed("ending " + this, thrown);
        }
    }

    /** The name of the type of the live object with this id, or null. */
    String interfaceOf(int id) {
        Resource found = objects.lookup(id);
        return found == null ? null : found.spec().name();
    }
}
