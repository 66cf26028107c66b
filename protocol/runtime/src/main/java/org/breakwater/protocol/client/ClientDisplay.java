package org.breakwater.protocol.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.breakwater.protocol.wire.Connection;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.protocol.wire.MessageWriter;
import org.breakwater.protocol.wire.SocketIo;
import org.breakwater.protocol.wire.UnixSocket;
import org.breakwater.protocol.wire.WireException;
import org.breakwater.protocol.wire.WireTrace;
import org.breakwater.wayland.client.WlCallbackProxy;
import org.breakwater.wayland.client.WlDisplayProxy;
import org.breakwater.wayland.client.WlRegistryProxy;

/**
 * A connection to a compositor. Requests are queued until {@link #flush}; events are delivered by
 * {@link #dispatch}, on the calling thread, to the proxies' listeners.
 *
 * <p>A proxy destroyed here stays known until the display acknowledges it, so that events already on their
 * way are decoded and dropped, and their descriptors closed.
 */
public final class ClientDisplay implements AutoCloseable {
    private static final int FIRST_SERVER_ID = 0xff000000;

    private final Connection connection;
    private final WireTrace trace;
    private final Map<Integer, Proxy> objects = new HashMap<>();
    private final ArrayDeque<Integer> freeIds = new ArrayDeque<>();
    private final WlDisplayProxy proxy;
    private int lastId = 1;
    private DisplayException error;
    private Proxy endedInUse;
    private boolean closed;
    private long delivered;
    private Proxy made;         // by the request that is being written; null: nothing
    private Proxy requestTarget;
    private int requestOpcode;
    private int requestStart;

    /** Takes over a connected socket. */
    public ClientDisplay(Fd socket) {
        this(socket, WireTrace.fromEnvironment("client"));
    }

    /** {@code trace}: may be null. */
    public ClientDisplay(Fd socket, WireTrace trace) {
        this.connection = new Connection(socket, new SocketIo());
        this.trace = trace;
        this.proxy = WlDisplayProxy.TYPE.factory().create(this, 1, 1);
        objects.put(1, proxy);
        proxy.listen(new WlDisplayProxy.Events() {
            @Override
            public void error(Proxy object, int code, String message) {
                fail(object, code, message);
            }

            @Override
            public void deleteId(int id) {
                forget(id);
            }
        });
    }

    /** Connects to the compositor that listens as {@code name} in {@code runtimeDir}. */
    public static ClientDisplay connect(Path runtimeDir, String name) throws IOException {
        return new ClientDisplay(UnixSocket.connect(runtimeDir.resolve(name)));
    }

    /** As above; a compositor that takes no connections is waited for no longer than so many milliseconds. */
    public static ClientDisplay connect(Path runtimeDir, String name, int patienceMillis) throws IOException {
        return new ClientDisplay(UnixSocket.connect(runtimeDir.resolve(name), patienceMillis));
    }

    public WlDisplayProxy proxy() {
        return proxy;
    }

    /** The socket, to be watched for input; it stays owned by this object. */
    public Fd socket() {
        return connection.socket();
    }

    /** What the display reported before it hung up, or null. */
    public DisplayException error() {
        return error;
    }

    /**
     * An object that the display has ended though nobody here had asked for it, or null. A callback is the display's to
     * end; one that takes requests is not, and whatever is said to it from now on is an error there.
     */
    public Proxy endedInUse() {
        return endedInUse;
    }

    /** The display has hung up. */
    public boolean isClosed() {
        return closed;
    }

    /** Sends queued requests; false when the socket is full. Errors of the socket are kept for the reader. */
    public boolean flush() {
        try {
            return connection.flush();
        } catch (IOException gone) {
            return true;
        }
    }

    /** Bytes queued that the socket has not taken yet. */
    public int pendingOutput() {
        return connection.pendingOutput();
    }

    /** The last {@link #flush} found the kernel short of memory: the socket counts as writable, and takes nothing. */
    public boolean isStarved() {
        return connection.isStarved();
    }

    /**
     * Delivers the events that have arrived, without waiting. Returns how many. Throws {@link
     * DisplayException} on a protocol error, and IOException when the display has hung up.
     */
    public int dispatchPending() throws IOException {
        long before = delivered;
        while (dispatchSome()) {
            // There may be more.
        }
        return (int) (delivered - before);
    }

    /**
     * As {@link #dispatchPending}, but what one read gives and no more: for those who have others to serve, however
     * much a display sends. False when nothing had arrived.
     */
    public boolean dispatchSome() throws IOException {
        if (closed) {
            throw ended();
        }
        Connection.Received received = connection.receive();
        while (connection.next()) {
            delivered++;
            deliver();
        }
        if (error != null || received == Connection.Received.CLOSED) {
            closed = true;
            throw ended();
        }
        return received == Connection.Received.DATA;
    }

    /** Flushes, waits up to so many milliseconds (-1: for ever) for events, and delivers them. */
    public int dispatch(int timeoutMillis) throws IOException {
        boolean flushed = flush();
        UnixSocket.await(connection.socket(), !flushed, timeoutMillis);
        return dispatchPending();
    }

    /** Waits until the display has handled everything sent so far. */
    public void roundtrip() throws IOException {
        Done done = new Done();
        sync(done);
        while (!done.reached) {
            dispatch(-1);
        }
    }

    /** Asks for a {@code wl_callback}; {@code done.run} when the display has come so far. */
    public void sync(Runnable done) {
        WlCallbackProxy callback = proxy.sync();
        callback.listen(new WlCallbackProxy.Events() {
            @Override
            public void done(int callbackData) {
                done.run();
            }
        });
    }

    /** Objects known, the display's own and those not yet acknowledged among them. */
    public int objectCount() {
        return objects.size();
    }

    /** For tests of malformed input: appends raw messages to the output. */
    public MessageWriter rawWriter() {
        return connection.writer();
    }

    @Override
    public void close() {
        closed = true;
        connection.close();
    }

    MessageWriter beginRequest(Proxy target, int opcode) {
        requestTarget = target;
        requestOpcode = opcode;
        requestStart = trace == null ? 0 : trace.mark(connection);
        MessageWriter writer = connection.writer();
        writer.begin(target.id(), opcode);
        return writer;
    }

    void endRequest(MessageWriter writer) {
        if (!writer.end()) {
            withdrawMade();
            throw new IllegalStateException(requestTarget + " cannot be sent a descriptor: too many open files");
        }
        made = null;
        if (trace != null) {
            trace.sent(connection, requestStart, requestTarget.spec(), requestTarget.id(),
                    requestTarget.spec().request(requestOpcode), this::interfaceOf);
        }
    }

    <P extends Proxy> P newProxy(ProxyType<P> type, int version) {
        withdrawMade();
        int id = freeIds.isEmpty() ? ++lastId : freeIds.poll();
        P created = register(type, id, version);
        made = created;
        return created;
    }

    /** What was to be made by a request that was not sent: a display expects ids without gaps. */
    private void withdrawMade() {
        if (made != null) {
            objects.remove(made.id());
            made.destroyed();
            freeIds.addFirst(made.id());
            made = null;
        }
    }

    /** An object that the display has made, under an id that is its to give. */
    <P extends Proxy> P adopt(int id, ProxyType<P> type, int version) {
        Proxy known = objects.get(id);
        if (!isServerId(id) || known != null && known.isAlive()) {
            throw new WireException("a new object under the id " + Integer.toUnsignedString(id)
                    + ", which is not free");
        }
        return register(type, id, version);
    }

    Proxy lookup(int id) {
        return objects.get(id);
    }

    private <P extends Proxy> P register(ProxyType<P> type, int id, int version) {
        P created = type.factory().create(this, id, version);
        objects.put(id, created);
        return created;
    }

    private static boolean isServerId(int id) {
        return Integer.compareUnsigned(id, FIRST_SERVER_ID) >= 0;
    }

    /** The display does not know an object any more, which ended here, or by itself, or {@link #endedInUse}. */
    private void forget(int id) {
        Proxy gone = objects.get(id);
        if (gone == null) {
            return;
        }
        boolean endsByItself = gone.spec().requestCount() == 0
                || gone instanceof WlRegistryProxy;      // asked for by wl_fixes.destroy_registry
        if (gone.isAlive() && !endsByItself) {
            endedInUse = gone;
            return;
        }
        objects.remove(id);
        gone.destroyed();
        if (!isServerId(id)) {
            freeIds.add(id);
        }
    }

    private void deliver() throws IOException {
        Proxy target = objects.get(connection.objectId());
        if (target == null) {
            throw new IOException("event for unknown object "
                    + Integer.toUnsignedString(connection.objectId()));
        }
        if (connection.opcode() >= target.spec().eventCount()) {
            throw new IOException("unknown event " + connection.opcode() + " of " + target);
        }
        if (trace != null) {
            trace.received(connection, target.spec(), target.spec().event(connection.opcode()),
                    this::interfaceOf);
        }
        target.dispatch(connection.opcode(), connection.reader());
    }

    private void fail(Proxy object, int code, String message) {
        error = new DisplayException(object == null ? "[unknown]" : object.spec().name(),
                object == null ? 0 : object.id(), code, message);
    }

    private IOException ended() {
        return error != null ? error : new IOException("the display has hung up");
    }

    private String interfaceOf(int id) {
        Proxy found = objects.get(id);
        return found == null ? null : found.spec().name();
    }

    private static final class Done implements Runnable {
        private boolean reached;

        @Override
        public void run() {
            reached = true;
        }
    }
}
