package org.breakwater.compositor.ipc;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A connection to the control socket of a running compositor; blocks. */
public final class IpcClient implements AutoCloseable {
    private final SocketChannel channel;
    private final BufferedReader in;

    public IpcClient(Path socket) throws IOException {
        channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        in = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
    }

    /** The answer to a command; throws with the compositor's words when it refuses. */
    public JsonElement request(JsonObject request) throws IOException {
        ByteBuffer line = StandardCharsets.UTF_8.encode(request + "\n");
        while (line.hasRemaining()) {
            channel.write(line);
        }
        String reply = in.readLine();
        if (reply == null) {
            throw new IOException("the compositor has hung up");
        }
        JsonObject answer = JsonParser.parseString(reply).getAsJsonObject();
        if (answer.has("error")) {
            throw new IOException(answer.get("error").getAsString());
        }
        return answer.get("ok");
    }

    /** A command without arguments. */
    public JsonElement request(String command) throws IOException {
        JsonObject request = new JsonObject();
        request.addProperty("command", command);
        return request(request);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
