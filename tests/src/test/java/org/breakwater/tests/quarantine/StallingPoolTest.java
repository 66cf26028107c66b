package org.breakwater.tests.quarantine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.protocol.server.Held;
import org.breakwater.protocol.wire.ForeignFds;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestClient;
import org.breakwater.wayland.WlDisplay;
import org.breakwater.wayland.WlShm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files that never answer, in every place where a client can put a descriptor. Everything runs on
 * one thread: if the compositor waited for the file, nothing after it would run.
 */
@DisplayName("files of FUSE that do not answer"
        + " (LingeringSocketTest stands in where FUSE cannot be mounted)")
@ExtendWith(FdLeakExtension.class)
class StallingPoolTest {
    private static final List<String> ALL = List.of("getattr=hang", "statfs=hang", "read=hang",
            "flush=hang", "lseek=hang", "release=hang");
    private static final long LONG = 10_000;

    @RegisterExtension
    final Fixture fixture = new Fixture();
    private Neighbour neighbour;
    private TestClient hostile;

    @BeforeEach
    void connect() throws IOException {
        assumeTrue(StallingFiles.areAvailable(), "no FUSE here; LingeringSocketTest stands in");
        neighbour = new Neighbour(fixture);
        hostile = fixture.connect();
        neighbour.draw(3);
    }

    private ForeignFds foreign() {
        return fixture.server().display().foreignFds();
    }

    /**
     * What the client has sent is on its way; from here on its files do not answer. Not earlier:
     * the sender's own copies are closed as it sends.
     */
    private void sentAndArmed(StallingFiles files) throws IOException {
        hostile.display().flush();
        files.arm();
        neighbour.draw(5);
    }

    private void endedAndLevel(StallingFiles files) {
        files.end();
        assertTrue(foreign().awaitIdle(LONG), "closed when the daemon has ended");
    }

    static Stream<List<String>> rules() {
        Stream<List<String>> alone = ALL.stream().map(List::of);
        Stream<List<String>> others = Stream.of("flush=delay:200", "getattr=delay:200",
                "flush=error", "getattr=error", "read=error", "read=short").map(List::of);
        return Stream.concat(Stream.concat(Stream.of(ALL), alone), others);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void asAPoolItIsRefusedWithoutBeingAsked(List<String> rules) throws Exception {
        try (StallingFiles files = StallingFiles.mount(rules)) {
            hostile.shm().createPool(files.open(), StallingFiles.SIZE);
            sentAndArmed(files);
            hostile.expectError("wl_shm", WlShm.Error.INVALID_FD.value());
            if (rules.contains("flush=hang")) {
                files.awaitAsked("flush");      // the closer's thread is in it, and stays there
                assertEquals(1, foreign().pending());
            }
            neighbour.draw(5);
            endedAndLevel(files);
        }
    }

    @Test
    void aDaemonThatIsStoppedIsNoBetter() throws Exception {
        try (StallingFiles files = StallingFiles.mount(List.of())) {
            hostile.shm().createPool(files.open(), StallingFiles.SIZE);
            hostile.display().flush();
            files.stop();
            neighbour.draw(5);
            hostile.expectError("wl_shm", WlShm.Error.INVALID_FD.value());
            neighbour.draw(5);
            assertEquals(1, foreign().pending());
            endedAndLevel(files);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void withASizeThatIsWrong(int size) throws Exception {
        try (StallingFiles files = StallingFiles.mount(ALL)) {
            hostile.shm().createPool(files.open(), size);
            sentAndArmed(files);
            hostile.expectError("wl_shm", WlShm.Error.INVALID_STRIDE.value());
            files.awaitAsked("flush");
            neighbour.draw(5);
            endedAndLevel(files);
        }
    }

    @Test
    void givenToAnInertObject() throws Exception {
        try (StallingFiles files = StallingFiles.mount(ALL)) {
            hostile.server().resource(hostile.shm().id()).makeInert();
            hostile.shm().createPool(files.open(), StallingFiles.SIZE);
            sentAndArmed(files);
            files.awaitAsked("flush");
            hostile.roundtrip();
            neighbour.draw(5);
            endedAndLevel(files);
        }
    }

    @Test
    void inAMessageThatIsMalformed() throws Exception {
        try (StallingFiles files = StallingFiles.mount(ALL)) {
            RawClient raw = new RawClient(fixture);
            raw.bindShm();
            raw.createPoolWithAWordTooMany(files.open(), StallingFiles.SIZE);
            sentAndArmed(files);
            files.awaitAsked("flush");
            assertEquals(List.of(WlDisplay.Error.INVALID_METHOD.value()), raw.displayErrors());
            neighbour.draw(5);
            raw.close();
            endedAndLevel(files);
        }
    }

    @Test
    void unclaimedWhenTheClientGoes() throws Exception {
        try (StallingFiles files = StallingFiles.mount(ALL)) {
            RawClient raw = new RawClient(fixture);
            for (int i = 0; i < 10; i++) {
                raw.syncWith(files.open());
            }
            sentAndArmed(files);
            assertEquals(10, raw.server().unclaimedFds());
            assertEquals(0, foreign().pending());
            raw.close();
            neighbour.draw(5);
            files.awaitAsked("flush");
            assertEquals(10, foreign().pending());
            endedAndLevel(files);
        }
    }

    @Test
    void moreThanAnybodyMaySend() throws Exception {
        try (StallingFiles files = StallingFiles.mount(ALL)) {
            RawClient raw = new RawClient(fixture);
            Fd file = files.open();
            for (int i = 0; i < 1_100; i++) {
                raw.syncWith(file);
                if (i < 900) {
                    fixture.turn();
                    assertEquals(List.of(), raw.displayErrors());
                }
            }
            assertEquals(900, raw.server().unclaimedFds());
            sentAndArmed(files);
            fixture.await("it is disconnected", () -> !raw.server().isAlive());
            assertEquals(List.of(WlDisplay.Error.NO_MEMORY.value()), raw.displayErrors());
            raw.close();
            neighbour.draw(5);
            endedAndLevel(files);
        }
    }

    @Test
    void asTheEndOfADataTransfer() throws Exception {
        try (StallingFiles files = StallingFiles.mount(ALL)) {
            Clipboard own = new Clipboard(fixture, hostile);
            own.copy("text/plain");
            long before = hostile.server().account().held(Held.FDS);
            Fd file = files.open();
            own.receive("text/plain", file);
            sentAndArmed(files);
            files.awaitAsked("flush");      // our copy, and that which was made to be sent on
            neighbour.draw(5);
            assertTrue(foreign().pending() > 0);
            fixture.server().display().recount();
            assertEquals(before + foreign().pending(), hostile.server().account().held(Held.FDS),
                    "what does not close is charged to the client");
            files.end();
            assertTrue(foreign().awaitIdle(LONG));
            fixture.server().display().recount();
            assertEquals(before, hostile.server().account().held(Held.FDS));
            own.closeReceived();
            endedAndLevel(files);
        }
    }

    /**
     * Others' transfers end, by the close of our copy of the pipe, while every thread for files is
     * stuck.
     */
    @Test
    void twentyHostileClientsLeaveTheOthersTheirClipboard() throws Exception {
        try (StallingFiles files = StallingFiles.mount(ALL)) {
            List<TestClient> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                all.add(fixture.connect());
            }
            for (TestClient one : all) {
                one.shm().createPool(files.open(), StallingFiles.SIZE);
                one.display().flush();
            }
            sentAndArmed(files);
            for (TestClient one : all) {
                one.expectError("wl_shm", WlShm.Error.INVALID_FD.value());
            }
            assertEquals(20, foreign().pending());
            TestClient good = fixture.connect();
            Clipboard clipboard = new Clipboard(fixture, good);
            clipboard.copy("text/plain");
            assertEquals("text/plain", clipboard.paste("text/plain"));
            neighbour.draw(5);
            endedAndLevel(files);
        }
    }

    @Test
    void theCompositorEndsAllTheSame() throws Exception {
        try (StallingFiles files = StallingFiles.mount(ALL)) {
            hostile.shm().createPool(files.open(), StallingFiles.SIZE);
            sentAndArmed(files);
            files.awaitAsked("flush");
            ForeignFds left = foreign();
            fixture.close();
            fixture.open();     // for the extension to close
            files.end();
            assertTrue(left.awaitIdle(LONG));
        }
    }
}
