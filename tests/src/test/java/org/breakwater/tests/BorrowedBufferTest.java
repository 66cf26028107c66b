package org.breakwater.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.breakwater.wayland.client.WlCallbackProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client that draws into several buffers in turn lends each until the next; one with a single buffer never. */
class BorrowedBufferTest {
    private static final int RED = 0xFFFF0000;
    private static final int GREEN = 0xFF00FF00;

    @RegisterExtension
    final Fixture fixture = new Fixture();

    private TestClient client;
    private WlSurfaceProxy surface;

    @BeforeEach
    void connect() throws IOException {
        client = fixture.connect();
        surface = client.surface();
        surface.setOpaqueRegion(client.region(0, 0, 20, 16));
        fixture.show(client, surface, 4, 3);
    }

    @Test
    void oneOfTwoIsKeptUntilTheOtherComes() throws IOException {
        TestBuffer[] buffers = {client.buffer(20, 16, RED), client.buffer(20, 16, GREEN)};
        TestBuffer kept = lend(buffers);
        for (int frame = 0; frame < 4; frame++) {
            TestBuffer next = kept == buffers[0] ? buffers[1] : buffers[0];
            int releases = kept.releases();
            int releasesOfNext = next.releases();
            next.fill(0, 0, 20, 16, 0xFF102030 + frame);
            commit(next, 0, 0, 20, 16);
            assertEquals(releases + 1, kept.releases(), "given back for the next");
            assertEquals(releasesOfNext, next.releases(), "lent");
            assertShows(0x102030 + frame);
            kept = next;
        }
    }

    @Test
    void aBufferThatComesTwiceIsCopiedAndGivenBack() throws IOException {
        TestBuffer[] buffers = {client.buffer(20, 16, RED), client.buffer(20, 16, GREEN)};
        TestBuffer last = lend(buffers);
        int releases = last.releases();
        last.fill(0, 0, 20, 16, 0xFF010203);
        commit(last, 0, 0, 20, 16);
        assertEquals(releases + 1, last.releases());
        assertShows(0x010203);
    }

    @Test
    void whatIsLentCanBeDrawnAfterItsObjectIsGone() throws IOException {
        TestBuffer[] buffers = {client.buffer(20, 16, RED), client.buffer(20, 16, GREEN)};
        TestBuffer last = lend(buffers);
        last.proxy().destroy();
        client.roundtrip();
        fixture.output().sceneOutput().damageWhole();
        assertShows(last == buffers[0] ? 0xFF0000 : 0x00FF00);
    }

    @Test
    void whatIsLentAndCutShortShowsBlack() throws IOException {
        TestBuffer[] buffers = {client.buffer(20, 16, RED), client.buffer(20, 16, GREEN)};
        TestBuffer last = lend(buffers);
        last.truncate(0);
        fixture.output().sceneOutput().damageWhole();
        assertShows(0x000000);
        client.roundtrip();
    }

    @Test
    void whoTakesTheFirstThatIsFreeComesToLendBoth() throws IOException {
        TestBuffer[] buffers = {client.buffer(20, 16, RED), client.buffer(20, 16, GREEN)};
        int[] commits = new int[2];
        animate(buffers, commits, 60);
        assertTrue(commits[1] > 8, "the second was taken " + commits[1] + " times");
    }

    @Test
    void whoHasOneBufferGetsItBackWithEveryFrame() throws IOException {
        TestBuffer[] buffers = {client.buffer(20, 16, RED)};
        int[] commits = new int[1];
        animate(buffers, commits, 60);
        assertTrue(commits[0] >= 28, commits[0] + " frames");
    }

    /** Draws as soon as it is told to, into the first buffer that is known to be free. */
    private void animate(TestBuffer[] buffers, int[] commits, int frames) throws IOException {
        boolean[] idle = {true};
        for (int frame = 0; frame < frames; frame++) {
            if (idle[0]) {
                draw(buffers, commits, idle);
            }
            fixture.frame();
        }
    }

    private void draw(TestBuffer[] buffers, int[] commits, boolean[] idle) {
        idle[0] = true;
        for (int i = 0; i < buffers.length && idle[0]; i++) {
            if (buffers[i].releases() == commits[i]) {
                idle[0] = false;
                commits[i]++;
                surface.frame().listen(new WlCallbackProxy.Events() {
                    @Override
                    public void done(int time) {
                        draw(buffers, commits, idle);
                    }
                });
                surface.attach(buffers[i].proxy(), 0, 0);
                surface.damageBuffer(0, 0, 20, 16);
                surface.commit();
            }
        }
    }

    /** Commits them in turn until the compositor keeps the last, which is returned. */
    private TestBuffer lend(TestBuffer[] buffers) throws IOException {
        int commits = 0;
        while (true) {
            TestBuffer buffer = buffers[commits % 2];
            int releases = buffer.releases();
            commit(buffer, 0, 0, 20, 16);
            if (buffer.releases() == releases) {
                return buffer;
            }
            commits++;
            assertTrue(commits < 10, "nothing is borrowed");
        }
    }

    private void assertShows(int rgb) throws IOException {
        assertEquals(Integer.toHexString(rgb), Integer.toHexString(fixture.picture().at(10, 10) & 0xFFFFFF));
    }

    private void commit(TestBuffer buffer, int x, int y, int width, int height) throws IOException {
        surface.attach(buffer.proxy(), 0, 0);
        surface.damageBuffer(x, y, width, height);
        surface.commit();
        client.roundtrip();
        fixture.frame();
    }
}
