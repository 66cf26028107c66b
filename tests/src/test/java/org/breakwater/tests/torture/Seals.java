package org.breakwater.tests.torture;

import static org.breakwater.tests.torture.Attack.BYTES;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.shm.Memfd;
import org.breakwater.wayland.client.WlBufferProxy;
import org.breakwater.wayland.client.WlShmPoolProxy;

/** B: what seals promise, and what they do not. */
final class Seals {
    private static final int PAGE = 4096;

    private Seals() {
    }

    static List<Scenario> all() {
        List<Scenario> all = new ArrayList<>();
        for (int seals = 0; seals < 32; seals++) {
            int these = seals;
            all.add(new Scenario('B', 9, "seals " + Integer.toBinaryString(these | 32).substring(1),
                    attack -> sealed(attack, these)));
        }
        all.add(new Scenario('B', 9, "F_SEAL_EXEC", attack -> sealed(attack, Native.SEAL_EXEC)));
        all.add(new Scenario('B', 10, "pool of a sealed page resized past its end",
                Seals::resizedPastTheEnd));
        all.add(new Scenario('B', 10, "buffer wholly past a sealed end", Seals::whollyPastTheEnd));
        all.add(new Scenario('B', 10, "sealed file grown after the pool", Seals::grownLater));
        all.add(new Scenario('B', 11, "sealed after create_pool", Seals::sealedLater));
        all.add(new Scenario('B', 11, "shrunk, then sealed, then resized", Seals::sealedTooLate));
        all.add(new Scenario('B', 12, "hole punched into a sealed file",
                attack -> punch(attack, Memfd.SEAL_SHRINK)));
        all.add(new Scenario('B', 12, "hole punched into an unsealed file",
                attack -> punch(attack, 0)));
        all.add(new Scenario('B', 13, "read-only descriptor", Seals::readOnly));
        return all;
    }

    /** It shows; and where nothing keeps the file from shrinking, it shrinks. */
    private static void sealed(Attack attack, int seals) throws IOException, Unavailable {
        Fd fd = attack.own(Native.memfd(Native.MFD_ALLOW_SEALING, BYTES));
        Attack.paint(fd, BYTES);
        try {
            Native.addSeals(fd, seals);
        } catch (IOException unknown) {
            throw new Unavailable("this kernel does not know the seals " + seals);
        }
        WlBufferProxy buffer = Attack.buffer(attack.pool(fd, BYTES), 0);
        attack.show(buffer);
        attack.shows(BYTES);
        if ((seals & (Memfd.SEAL_SHRINK | Native.SEAL_EXEC)) != 0) {    // that implies the others
            assertThrows(IOException.class, () -> Native.truncate(fd, 5000));
            attack.show(buffer);
            attack.shows(BYTES);
        } else {
            Native.truncate(fd, 5000);
            attack.show(buffer);
            attack.shows(5000);
        }
    }

    private static void resizedPastTheEnd(Attack attack) throws IOException {
        Memfd file = attack.file(PAGE);
        file.addSeals(Memfd.SEAL_SHRINK);
        WlShmPoolProxy pool = attack.pool(file, PAGE);
        attack.settle();
        pool.resize(BYTES);
        attack.show(Attack.buffer(pool, 0));
        attack.shows(PAGE);
    }

    private static void whollyPastTheEnd(Attack attack) throws IOException {
        Memfd file = attack.file(BYTES);
        file.addSeals(Memfd.SEAL_SHRINK | Memfd.SEAL_GROW);
        WlShmPoolProxy pool = attack.pool(file, BYTES);
        pool.resize(3 * BYTES);
        attack.show(Attack.buffer(pool, 2 * BYTES));
        attack.shows(0);
    }

    private static void grownLater(Attack attack) throws IOException {
        Memfd file = attack.file(PAGE);
        file.addSeals(Memfd.SEAL_SHRINK);
        WlShmPoolProxy pool = attack.pool(file, BYTES);
        WlBufferProxy buffer = Attack.buffer(pool, 0);
        attack.show(buffer);
        attack.shows(PAGE);
        file.resize(BYTES);
        Attack.paint(file, BYTES, 0);
        attack.show(buffer);
        attack.showsRegrown(PAGE, BYTES, 0);
        pool.resize(BYTES + 1);
        attack.show(buffer);
        attack.shows(BYTES);
    }

    private static void sealedLater(Attack attack) throws IOException {
        Memfd file = attack.file(BYTES);
        WlShmPoolProxy pool = attack.pool(file, BYTES);
        WlBufferProxy buffer = Attack.buffer(pool, 0);
        attack.show(buffer);
        attack.shows(BYTES);
        file.addSeals(Memfd.SEAL_SHRINK);
        attack.show(buffer);
        attack.shows(BYTES);
        pool.resize(BYTES);
        attack.show(buffer);
        attack.shows(BYTES);
    }

    private static void sealedTooLate(Attack attack) throws IOException {
        Memfd file = attack.file(BYTES);
        WlShmPoolProxy pool = attack.pool(file, BYTES);
        WlBufferProxy buffer = Attack.buffer(pool, 0);
        attack.settle();
        file.truncate(5000);
        file.addSeals(Memfd.SEAL_SHRINK);
        pool.resize(BYTES + PAGE);
        attack.show(buffer);
        attack.shows(5000);
    }

    private static void punch(Attack attack, int seals) throws IOException {
        Memfd file = attack.file(BYTES);
        file.addSeals(seals);
        WlBufferProxy buffer = Attack.buffer(attack.pool(file, BYTES), 0);
        attack.show(buffer);
        attack.shows(BYTES);
        file.punchHole(PAGE, BYTES - PAGE);
        attack.show(buffer);
        // Zeros, and yet not missing: nobody is disconnected for them.
        attack.showsZerosFrom(PAGE);
    }

    private static void readOnly(Attack attack) throws IOException {
        Memfd file = attack.file(BYTES);
        Fd readOnly = attack.own(Native.reopen(file.fd(), Native.O_RDONLY));
        WlBufferProxy buffer = Attack.buffer(attack.pool(readOnly, BYTES), 0);
        attack.show(buffer);
        attack.shows(BYTES);
        file.truncate(12);
        attack.show(buffer);
        attack.shows(12);
    }
}
