package org.breakwater.compositor.securitycontext;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.breakwater.protocol.server.Account;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Display;
import org.breakwater.protocol.server.Held;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.protocol.wire.UnixSocket;
import org.breakwater.wayland.WpSecurityContextManagerV1.Error;
import org.breakwater.wayland.server.WpSecurityContextManagerV1Resource;
import org.breakwater.wayland.server.WpSecurityContextV1Resource;

/**
 * {@code wp_security_context_manager_v1} 1. A context that was committed accepts clients until its {@code close_fd}
 * hangs up, also when its creator has left. Sandboxed clients make none.
 *
 * <p>The descriptors are a client's: nothing is done with them on the loop that could wait for somebody. They are
 * a listening Unix socket, and a pipe or a socket, or they are refused.
 */
public final class SecurityContexts implements WpSecurityContextManagerV1Resource.Requests, AutoCloseable {
    /** Sockets at a time; each occupies a thread at most. */
    static final int MOST = 128;
    private static final int VERSION = 1;

    private final Display display;
    private final Map<Client, Sandbox> sandboxes = new HashMap<>();
    private final Set<SandboxSocket> sockets = new LinkedHashSet<>();
    private final ExecutorService acceptors = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "breakwater-sandbox-acceptor");
        thread.setDaemon(true);
        return thread;
    });

    public SecurityContexts(Display display) {
        this.display = display;
        display.createGlobal(WpSecurityContextManagerV1Resource.TYPE, VERSION,
                resource -> resource.handle(this));
    }

    /** Null for a client that is in none. */
    public Sandbox sandboxOf(Client client) {
        return sandboxes.get(client);
    }

    @Override
    public void createListener(WpSecurityContextManagerV1Resource self, WpSecurityContextV1Resource id,
            Fd listenFd, Fd closeFd) {
        boolean accepted = false;
        try {
            if (sandboxes.containsKey(self.client())) {
                throw self.error(Error.NESTED, "a sandboxed client makes no security contexts");
            }
            if (!UnixSocket.isListening(listenFd)) {
                throw self.error(Error.INVALID_LISTEN_FD, "listen_fd is no listening Unix socket");
            }
            if (!UnixSocket.isStream(closeFd)) {
                throw self.error(Error.INVALID_LISTEN_FD, "close_fd is neither a pipe nor a socket");
            }
            self.client().account().charge(Held.FDS, SandboxSocket.FDS);
            accepted = true;
        } finally {
            if (!accepted) {
                listenFd.close();
                closeFd.close();
            }
        }
        id.handle(new SecurityContext(this, id, listenFd, closeFd));
    }

    @Override
    public void destroy(WpSecurityContextManagerV1Resource self) {
        // Contexts live on.
    }

    @Override
    public void close() {
        List.copyOf(sockets).forEach(SandboxSocket::end);
        acceptors.shutdown();
    }

    Display display() {
        return display;
    }

    ExecutorService acceptors() {
        return acceptors;
    }

    boolean isFull() {
        return sockets.size() >= MOST;
    }

    void open(Sandbox sandbox, Account account, Fd listenFd, Fd closeFd) {
        SandboxSocket socket = new SandboxSocket(this, sandbox, account, listenFd, closeFd);
        sockets.add(socket);
        socket.start();
    }

    void forget(SandboxSocket socket) {
        sockets.remove(socket);
    }

    void welcome(Fd connected, Sandbox sandbox) {
        Client client = display.addClient(connected);
        sandboxes.put(client, sandbox);
        client.destroyed().add(sandboxes::remove);
    }
}
