package org.breakwater.compositor.ipc;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.breakwater.protocol.loop.EventLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the control socket. Each connection is a daemon thread that reads a line, has the command run on
 * the loop's thread, encodes the answer, and writes it: {@code {"ok": ...}} or {@code {"error": "..."}}.
 *
 * <p>A command refuses with a {@link RefusedException}; anything else that it throws is the compositor's
 * failure: it is logged, and the answer says so.
 */
public final class IpcServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IpcServer.class);
    private static final int MAX_CONNECTIONS = 16;
    private static final int MAX_REQUEST = 1 << 16;
    private static final long ACCEPT_RETRY_NANOS = 100_000_000L;

    private final EventLoop loop;
    private final Path path;
    private final Map<String, Command> commands;
    private final ServerSocketChannel listening;
    private final Semaphore slots = new Semaphore(MAX_CONNECTIONS);
    private final Set<SocketChannel> connections = ConcurrentHashMap.newKeySet();

    /** A command: runs on the loop's thread, and gives what makes the answer, on the connection's thread. */
    @FunctionalInterface
    public interface Command {
        Supplier<JsonElement> run(JsonObject request);
    }

    /** Listens at {@code path}, replacing what an earlier compositor left there. */
    public IpcServer(EventLoop loop, Path path, Map<String, Command> commands) throws IOException {
        this.loop = loop;
        this.path = path;
        this.commands = Map.copyOf(commands);
        Files.deleteIfExists(path);
        this.listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        boolean bound = false;
        try {
            listening.bind(UnixDomainSocketAddress.of(path));
            thread("ipc", this::accept);
            bound = true;
        } finally {
            if (!bound) {
                close(listening);
            }
        }
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        close(listening);
        connections.forEach(IpcServer::close);
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.warn("cannot remove {}: {}", path, e.getMessage());
        }
    }

    private void accept() {
        while (listening.isOpen()) {
            try {
                welcome(listening.accept());
            } catch (IOException failed) {
                LOG.debug("the control socket: {}", failed.getMessage());
                if (listening.isOpen()) {       // such as too many open files
                    LockSupport.parkNanos(ACCEPT_RETRY_NANOS);
                }
            } catch (Throwable failed) {
                LOG.error("a control connection could not be served", failed);
            }
        }
    }

    private void welcome(SocketChannel connection) {
        if (!slots.tryAcquire()) {
            close(connection);
            return;
        }
        boolean served = false;
        try {
            connections.add(connection);        // the thread may have ended when it is started
            thread("ipc connection", () -> serve(connection));
            served = true;
        } finally {
            if (!served) {      // no thread to be had
                connections.remove(connection);
                slots.release();
                close(connection);
            }
        }
    }

    private void serve(SocketChannel connection) {
        try (BufferedReader in = new BufferedReader(
                Channels.newReader(connection, StandardCharsets.UTF_8))) {
            for (String line = readLine(in); line != null; line = readLine(in)) {
                ByteBuffer reply = StandardCharsets.UTF_8.encode(answer(line) + "\n");
                while (reply.hasRemaining()) {
                    connection.write(reply);
                }
            }
        } catch (IOException gone) {
            LOG.debug("a control connection ended: {}", gone.getMessage());
        } finally {
            connections.remove(connection);
            slots.release();
        }
    }

    private JsonObject answer(String line) {
        JsonObject reply = new JsonObject();
        try {
            JsonObject request = parse(line);
            String name = request.get("command") instanceof JsonPrimitive given
                    ? given.getAsString() : "";
            Command command = commands.get(name);
            if (command == null) {
                throw new RefusedException("unknown command '" + name + "'; known are "
                        + String.join(", ", commands.keySet().stream().sorted().toList()));
            }
            reply.add("ok", LoopCall.await(loop, "the command '" + name + "'", () -> command.run(request)).get());
        } catch (RefusedException refused) {
            reply.addProperty("error", refused.getMessage());
        } catch (Throwable thrown) {
            LOG.error("a control request could not be answered", thrown);
            reply.addProperty("error", LoopCall.failure(thrown).getMessage());
        }
        return reply;
    }

    private static JsonObject parse(String line) {
        try {
            if (JsonParser.parseString(line) instanceof JsonObject request) {
                return request;
            }
        } catch (JsonParseException malformed) {
            throw new RefusedException(String.valueOf(malformed.getMessage()));
        }
        throw new RefusedException("a request is a JSON object with a command");
    }

    /** A line, or null at the end; too long a line ends the connection. */
    private static String readLine(Reader in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == '\n') {
                return line.toString();
            }
            line.append((char) c);
            if (line.length() > MAX_REQUEST) {
                throw new IOException("a request is longer than " + MAX_REQUEST + " characters");
            }
        }
        return null;
    }

    private static void thread(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(java.io.Closeable channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("closing: {}", e.getMessage());
        }
    }
}
