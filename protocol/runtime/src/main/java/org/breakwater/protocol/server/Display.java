package org.breakwater.protocol.server;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.protocol.wire.ForeignFds;
import org.breakwater.protocol.wire.SocketIo;
import org.breakwater.protocol.wire.WireTrace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server: its globals, its clients, and the serial numbers of its events. Clients' output is
 * flushed by {@link #flushClients}, once at the tail of a turn.
 */
public final class Display implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Display.class);

    private final EventLoop loop;
    private final SocketIo io;
    private final ForeignFds foreignFds = new ForeignFds();
    private final WireTrace trace;
    private Quotas quotas;
    private final Account account;
    private final Globals globals = new Globals();
    private final FairShare fairShare;
    private final Set<Client> clients = new LinkedHashSet<>();
    private final Signal<Client> clientAdded = new Signal<>();
    private final List<Outbox> patient = new ArrayList<>();
    private List<Outbox> toFlush = new ArrayList<>();
    private List<Outbox> flushing = new ArrayList<>();
    private final Traffic departed = new Traffic();
    private int mostClients = Integer.MAX_VALUE;
    private int serial;

    public Display(EventLoop loop) {
        this(loop, WireTrace.fromEnvironment("server"));
    }

    /** {@code trace}: may be null. */
    public Display(EventLoop loop, WireTrace trace) {
        this(loop, trace, Quotas.standard(), Quotas.unlimited());
    }

    /** {@code trace}: may be null; {@code quotas}: each client's; {@code together}: those of all clients. */
    public Display(EventLoop loop, WireTrace trace, Quotas quotas, Quotas together) {
        this(loop, trace, quotas, together, new SocketIo());
    }

    Display(EventLoop loop, WireTrace trace, Quotas quotas, Quotas together, SocketIo io) {
        this.io = io;
        this.account = new Account(null, null, together);
        this.loop = loop;
        this.trace = trace;
        this.quotas = quotas;
        this.fairShare = new FairShare(loop);
    }

    public EventLoop loop() {
        return loop;
    }

    /** How much may be held for each client. */
    public Quotas quotas() {
        return quotas;
    }

    /** Other limits, as the constructor has them, for clients that there are as well. */
    public void setQuotas(Quotas each, Quotas together) {
        quotas = each;
        account.setQuotas(together);
        for (Client client : clients) {
            client.account().setQuotas(each);
        }
    }

    /** Brings up to date what accounts learn of otherwise when their clients next say something. */
    public void recount() {
        for (Client client : clients()) {
            client.countFds();
        }
    }

    /** What is held for all clients together, and for those gone of whom something is still in use. */
    public Account account() {
        return account;
    }

    /** From now on no more than so many clients are connected: who comes then is told, and disconnected. */
    public void limitClients(int most) {
        mostClients = most;
    }

    /** A new serial; they wrap, and are compared with {@link Serial}. */
    public int nextSerial() {
        return ++serial;
    }

    public int lastSerial() {
        return serial;
    }

    /**
     * Announces a global. {@code bound} is called with each client's object; it must give it a handler or
     * make it inert.
     */
    public <R extends Resource> Global<R> createGlobal(ResourceType<R> type, int version,
            Consumer<R> bound) {
        if (version > type.spec().version()) {
            throw new IllegalArgumentException(type.spec() + " has no version " + version);
        }
        Global<R> global = new Global<>(globals, globals.nextName(), type, version, bound);
        globals.add(global);
        return global;
    }

    /** From now on; what clients were shown before stays. */
    public void setGlobalFilter(GlobalFilter filter) {
        globals.setFilter(filter);
    }

    /** What is announced now, in order. */
    public Collection<Global<?>> advertised() {
        return globals.all();
    }

    /** Takes over a connected socket; closes it when it cannot be served. */
    public Client addClient(Fd socket) {
        Client client;
        try {
            client = new Client(this, socket);
        } catch (Throwable thrown) {
            socket.close();
            throw thrown;
        }
        clients.add(client);
        if (clients.size() > mostClients) {
            client.postNoMemory("too many clients are connected: " + mostClients);
            return client;
        }
        try {
            clientAdded.emit(client);
        } catch (Throwable thrown) {
            client.failed("its arrival", thrown);
        }
        return client;
    }

    public Collection<Client> clients() {
        return List.copyOf(clients);
    }

    public int clientCount() {
        return clients.size();
    }

    /** What went between the compositor and all clients, those gone among them, since the start; a copy. */
    public Traffic traffic() {
        Traffic sum = new Traffic();
        sum.add(departed);
        for (Client client : clients) {
            sum.add(client.traffic());
        }
        return sum;
    }

    public Signal<Client> clientAdded() {
        return clientAdded;
    }

    /** Sends everything queued since the last time. */
    public void flushClients() {
        flushUrgent();
        for (int i = 0; i < patient.size(); i++) {
            patient.get(i).patienceOver();
        }
        patient.clear();
    }

    /**
     * As {@link #flushClients}, but what is for clients to whom nothing else is sent waits, for the caller to
     * flush all of it soon, as with the next refresh.
     */
    public void flushUrgent() {
        if (toFlush.isEmpty()) {
            return;
        }
        List<Outbox> now = toFlush;
        toFlush = flushing;
        flushing = now;
        for (int i = 0; i < now.size(); i++) {
            now.get(i).flush();
        }
        now.clear();
    }

    /** Disconnects every client. Waits a moment for their descriptors to close, and no longer. */
    @Override
    public void close() {
        for (Client client : List.copyOf(clients)) {
            client.flush();     // neither throws
            client.close();
        }
        foreignFds.close();
    }

    /** Where the clients' descriptors end. */
    public ForeignFds foreignFds() {
        return foreignFds;
    }

    /** All together hold too much: who holds the most ends, unless it is ending already. */
    void relieve(Held kind) {
        Client most = null;
        for (Client client : clients) {
            if (most == null || client.account().held(kind) > most.account().held(kind)) {
                most = client;
            }
        }
        if (most != null && most.isAlive()) {
            long limit = account.limit(kind);
            LOG.warn("all clients together hold more than {} {}; {} holds the most: {}", limit, kind.label(),
                    most, most.account().held(kind));
            most.postNoMemory("all clients together hold more than " + limit + " " + kind.label()
                    + ", and this one the most");
        }
    }

    SocketIo io() {
        return io;
    }

    /** Whether many clients ask for more than the loop has time for: what can wait for a frame should. */
    public boolean isFlooded() {
        return fairShare.isFlooded();
    }

    /** How often clients may be asked for frames, in thousandths of a hertz: who comes as often comes in time. */
    public void setRefresh(int milliHz) {
        fairShare.setRefresh(milliHz);
    }

    FairShare fairShare() {
        return fairShare;
    }

    WireTrace trace() {
        return trace;
    }

    Globals globals() {
        return globals;
    }

    void flushPatient(Outbox outbox) {
        patient.add(outbox);
    }

    void flushLater(Outbox outbox) {
        toFlush.add(outbox);
    }

    void forget(Client client) {
        if (clients.remove(client)) {
            departed.add(client.traffic());
        }
    }
}
