package org.breakwater.tests.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.breakwater.protocol.wire.UnixSocket;
import org.breakwater.shm.Memfd;
import org.breakwater.wayland.WlShm;
import org.breakwater.wayland.client.WlBufferProxy;

/**
 * Many hostile clients: {@code HostileFleet SOCKET CLIENTS SIDE}. Each has a thread that commits as
 * fast as the compositor reads, and shrinks and grows its file, before every commit and, now and
 * then, behind it. Says {@code ready}, and goes on until its standard input ends; then it prints how
 * much it did. With the socket {@code none} it only shrinks and grows, for comparison.
 */
final class HostileFleet {
    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicLong commits = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final Path socket;
    private final int side;

    private HostileFleet(Path socket, int side) {
        this.socket = socket;
        this.side = side;
    }

    public static void main(String[] arguments) throws Exception {
        Path socket = arguments[0].equals("none") ? null : Path.of(arguments[0]);
        HostileFleet fleet = new HostileFleet(socket, Integer.parseInt(arguments[2]));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            Thread thread = new Thread(fleet::attack, "hostile " + i);
            threads.add(thread);
            thread.start();
        }
        System.out.println("ready");
        while (System.in.read() >= 0) {
            Thread.onSpinWait();
        }
        fleet.stop.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println(fleet.commits + " hostile commits, " + fleet.lost
                + " hostile clients disconnected");
    }

    private void attack() {
        int bytes = side * side * 4;
        try (Memfd file = Memfd.writable("hostile", bytes)) {
            if (socket == null) {
                while (!stop.get()) {
                    file.truncate(bytes / 2 + 77);
                    file.truncate(bytes);
                    commits.incrementAndGet();
                }
                return;
            }
            try (BenchClient client = new BenchClient(socket, "hostile")) {
                WlBufferProxy buffer = client.shm().createPool(file.fd(), bytes).createBuffer(0, side,
                        side, side * 4, WlShm.Format.ARGB8888.value());
                for (int turn = 0; !stop.get(); turn++) {
                    commit(client, file, buffer, bytes, turn);
                }
            }
        } catch (IOException | RuntimeException gone) {
            lost.incrementAndGet();
        }
    }

    private void commit(BenchClient client, Memfd file, WlBufferProxy buffer, int bytes, int turn)
            throws IOException {
        file.truncate(turn * 1021L % bytes);
        client.show(buffer);
        if (turn % 3 == 0) {
            file.truncate(bytes);
        }
        client.show(buffer);
        while (!client.display().flush() && !stop.get()) {
            UnixSocket.await(client.display().socket(), true, 100);
            client.display().dispatchPending();
        }
        if (turn % 50 == 0) {
            client.display().dispatchPending();
        }
        file.truncate(bytes);
        commits.addAndGet(2);
    }
}
