package org.breakwater.tests.fuzz;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.breakwater.protocol.wire.Connection;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.protocol.wire.InterfaceSpec;
import org.breakwater.protocol.wire.SocketIo;
import org.breakwater.protocol.wire.WireException;
import org.breakwater.protocol.wire.WireTrace;
import org.breakwater.wayland.server.WlDataDeviceResource;
import org.breakwater.wayland.server.WlDisplayResource;
import org.breakwater.wayland.server.WlRegistryResource;
import org.breakwater.wayland.server.WlSurfaceResource;
import org.breakwater.wayland.server.XdgToplevelResource;

/** Messages of any bytes are printed: the first byte chooses whose they are. */
public final class TraceTarget {
    private static final List<InterfaceSpec> SPECS = List.of(WlDisplayResource.TYPE.spec(),
            WlRegistryResource.TYPE.spec(), WlSurfaceResource.TYPE.spec(),
            WlDataDeviceResource.TYPE.spec(), XdgToplevelResource.TYPE.spec());

    private TraceTarget() {
    }

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        InterfaceSpec spec = SPECS.get(Math.floorMod(input[0], SPECS.size()));
        WireTrace trace = new WireTrace(new PrintStream(OutputStream.nullOutputStream(), false,
                StandardCharsets.UTF_8));
        Fd[] pair = Fd.socketPair();
        try (Fd sender = pair[0]; Connection connection = new Connection(pair[1], new SocketIo())) {
            Chunks chunks = new Chunks(input);
            while (chunks.sendNext(sender)) {
                connection.receive();
                while (connection.next()) {
                    trace.received(connection, spec,
                            spec.request(connection.opcode() % spec.requestCount()),
                            id -> id > 9 ? null : "wl_surface");
                }
            }
        } catch (WireException unframed) {
            return;
        }
    }
}
