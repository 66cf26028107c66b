package org.breakwater.compositor.securitycontext;

import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.loop.FdSource;
import org.breakwater.protocol.server.Account;
import org.breakwater.protocol.server.Held;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.protocol.wire.UnixSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listening socket of a context that was committed. Others have the socket too, and may accept first, or make
 * {@code accept} wait for ever: so it is called on a thread of its own, one at a time, after the loop has seen
 * that somebody connects.
 *
 * <pre>
 *             readable                 accepted
 *   WATCHING ----------> ACCEPTING ---------------> WATCHING
 *      | closed               | closed
 *      v                      v        accept returns
 *    ENDED                 ENDING ----------------------> ENDED: the descriptors are closed
 * </pre>
 */
final class SandboxSocket {
    /** Descriptors that it keeps open. */
    static final int FDS = 2;
    private static final Logger LOG = LoggerFactory.getLogger(SandboxSocket.class);

    private final SecurityContexts contexts;
    private final Sandbox sandbox;
    private final Account account;
    private final Fd listenFd;
    private final Fd closeFd;
    private final EventLoop loop;
    private FdSource connecting;
    private FdSource closing;
    private boolean accepting;
    private boolean ended;

    SandboxSocket(SecurityContexts contexts, Sandbox sandbox, Account account, Fd listenFd, Fd closeFd) {
        this.contexts = contexts;
        this.sandbox = sandbox;
        this.account = account;
        this.listenFd = listenFd;
        this.closeFd = closeFd;
        this.loop = contexts.display().loop();
    }

    void start() {
        connecting = loop.addFd(listenFd.raw(), FdSource.READABLE, this::connecting);
        closing = loop.addFd(closeFd.raw(), 0, events -> end());
    }

    /** No more clients; those that are there stay. */
    void end() {
        if (ended) {
            return;
        }
        ended = true;
        connecting.close();
        closing.close();
        if (accepting) {
            UnixSocket.refuse(listenFd);    // wakes accept
        } else {
            release();
        }
    }

    private void connecting(int events) {
        if ((events & (FdSource.ERROR | FdSource.HANGUP)) != 0) {
            end();
            return;
        }
        if (!accepting && !ended) {
            accepting = true;
            connecting.watch(0);
            contexts.acceptors().execute(this::accept);
        }
    }

    /** On a thread of its own. */
    private void accept() {
        Fd connected = null;
        try {
            connected = UnixSocket.accept(listenFd);
        } catch (IOException refused) {
            LOG.debug("a sandboxed client could not connect: {}", refused.getMessage());
        } finally {
            Fd taken = connected;
            try {
                loop.post(() -> accepted(taken));
            } catch (RejectedExecutionException over) {
                LOG.debug("the compositor has ended", over);
            }
        }
    }

    private void accepted(Fd connected) {
        accepting = false;
        if (ended) {
            if (connected != null) {
                connected.close();
            }
            release();
            return;
        }
        connecting.watch(FdSource.READABLE);
        if (connected != null) {
            contexts.welcome(connected, sandbox);
        }
    }

    private void release() {
        contexts.forget(this);
        listenFd.close();
        closeFd.close();
        account.discharge(Held.FDS, FDS);
    }
}
