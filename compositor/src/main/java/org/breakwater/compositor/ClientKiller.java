package org.breakwater.compositor;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.loop.FdSource;
import org.breakwater.protocol.loop.TimerSource;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.wire.ProcessFd;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the processes of clients, by descriptors and not by numbers: asks them to, and kills those that do not
 * within a few seconds, or at once when told a second time. Loop thread.
 */
final class ClientKiller implements AutoCloseable {
    static final long GRACE_NANOS = 5_000_000_000L;
    private static final Logger LOG = LoggerFactory.getLogger(ClientKiller.class);

    private final EventLoop loop;
    private final Map<Client, Ending> endings = new HashMap<>();

    ClientKiller(EventLoop loop) {
        this.loop = loop;
    }

    /**
     * False: it had been asked before, and is killed now. Throws when the process has ended already, or may not
     * be signalled.
     */
    boolean end(Client client) throws IOException {
        Ending underWay = endings.get(client);
        if (underWay != null) {
            underWay.kill();
            return false;
        }
        ProcessFd process = client.process();
        try {
            process.signal(ProcessFd.SIGTERM);
            endings.put(client, new Ending(client, process));
        } catch (Throwable failed) {
            process.close();
            throw failed;
        }
        LOG.info("{} is asked to end", client);
        return true;
    }

    @Override
    public void close() {
        List.copyOf(endings.values()).forEach(Ending::close);
    }

    private final class Ending {
        private final Client client;
        private final ProcessFd process;
        private final FdSource end;
        private final TimerSource grace;

        Ending(Client client, ProcessFd process) {
            this.client = client;
            this.process = process;
            this.end = loop.addFd(process.fd().raw(), FdSource.READABLE, events -> ended());
            this.grace = loop.addTimer(this::outOfPatience);
            grace.armAt(loop.clock().nanos() + GRACE_NANOS);
        }

        void kill() throws IOException {
            grace.disarm();
            LOG.info("{} is killed", client);
            process.signal(ProcessFd.SIGKILL);
        }

        private void outOfPatience() {
            try {
                kill();
            } catch (IOException refused) {
                LOG.warn("{} cannot be killed: {}", client, refused.getMessage());
                close();
            }
        }

        /** Another process may have inherited its connection. */
        private void ended() {
            close();
            client.disconnect();
        }

        private void close() {
            endings.remove(client);
            grace.close();
            end.close();
            process.close();
        }
    }
}
