package org.breakwater.tests;

import static org.breakwater.tests.PixelAssert.assertShows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.breakwater.wayland.WlSubcompositor;
import org.breakwater.wayland.WlSubsurface;
import org.breakwater.wayland.client.WlSubsurfaceProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(FdLeakExtension.class)
class SubsurfaceTest {
    private static final int RED = 0xffff0000;
    private static final int GREEN = 0xff00ff00;
    private static final int BLUE = 0xff0000ff;
    private static final int WHITE = 0xffffffff;

    @RegisterExtension
    final Fixture fixture = new Fixture();
    private TestClient client;
    private WlSurfaceProxy parent;
    private WlSurfaceProxy child;
    private WlSubsurfaceProxy sub;

    /** A red parent of 20x20 at (10, 10), and a child without content at (5, 5) of it. */
    @BeforeEach
    void setUp() throws IOException {
        client = fixture.connect();
        parent = client.surface();
        fixture.show(client, parent, 10, 10);
        paint(parent, 20, 20, RED);
        child = client.surface();
        sub = client.subcompositor().getSubsurface(child, parent);
        sub.setPosition(5, 5);
        parent.commit();
        client.roundtrip();
    }

    @Test
    void aSynchronizedChildShowsWithItsParentsCommit() throws IOException {
        paint(child, 4, 4, GREEN);
        assertShows(red(), fixture.picture());
        parent.commit();
        assertShows(red().fill(15, 15, 4, 4, GREEN), fixture.picture());
        paint(child, 4, 4, BLUE);
        assertShows(red().fill(15, 15, 4, 4, GREEN), fixture.picture());
        parent.commit();
        assertShows(red().fill(15, 15, 4, 4, BLUE), fixture.picture());
    }

    @Test
    void severalCommitsOfASynchronizedChildComeAsTheLast() throws IOException {
        paint(child, 4, 4, GREEN);
        paint(child, 6, 2, BLUE);
        child.setInputRegion(client.region(0, 0, 1, 1));
        child.commit();
        parent.commit();
        assertShows(red().fill(15, 15, 6, 2, BLUE), fixture.picture());
        assertEquals(1, fixture.surface(client, child).current().input().bounds().width());
    }

    @Test
    void commitsThatNobodyWaitsForAreNotKeptEachOnItsOwn() throws IOException {
        TestBuffer first = client.buffer(4, 4, GREEN);
        TestBuffer last = client.buffer(4, 4, BLUE);
        for (TestBuffer buffer : List.of(first, last)) {
            child.attach(buffer.proxy(), 0, 0);
            child.damageBuffer(0, 0, 4, 4);
            child.commit();
        }
        client.roundtrip();
        assertEquals(1, first.releases(), "what the next commit replaced is not held until the parent's");
        assertEquals(0, last.releases());
        parent.commit();
        assertShows(red().fill(15, 15, 4, 4, BLUE), fixture.picture());
        assertEquals(1, last.releases());
    }

    @Test
    void aCommitAfterTheParentsWaitsForTheParentsNext() throws IOException {
        paint(child, 4, 4, GREEN);
        parent.commit();
        paint(child, 4, 4, BLUE);
        assertShows(red().fill(15, 15, 4, 4, GREEN), fixture.picture());
    }

    @Test
    void aDesynchronizedChildShowsItsOwnCommits() throws IOException {
        sub.setDesync();
        paint(child, 4, 4, GREEN);
        assertShows(red().fill(15, 15, 4, 4, GREEN), fixture.picture());
        paint(child, 8, 2, BLUE);
        assertShows(red().fill(15, 15, 8, 2, BLUE), fixture.picture());
    }

    @Test
    void setDesyncReleasesWhatWaits() throws IOException {
        paint(child, 4, 4, GREEN);
        assertShows(red(), fixture.picture());
        sub.setDesync();
        assertShows(red().fill(15, 15, 4, 4, GREEN), fixture.picture());
    }

    @Test
    void theParentsCommitIsNoBusinessOfWhatADesynchronizedChildHasPending() throws IOException {
        sub.setDesync();
        child.attach(client.buffer(4, 4, GREEN).proxy(), 0, 0);
        parent.commit();
        assertShows(red(), fixture.picture());
    }

    @Test
    void aPositionTakesEffectWithTheParentsCommit() throws IOException {
        paint(child, 4, 4, GREEN);
        parent.commit();
        sub.setPosition(-3, 12);
        paint(child, 4, 4, GREEN);
        assertShows(red().fill(15, 15, 4, 4, GREEN), fixture.picture());
        parent.commit();
        assertShows(red().fill(7, 22, 4, 4, GREEN), fixture.picture());
    }

    @Test
    void thePositionOfADesynchronizedChildToo() throws IOException {
        sub.setDesync();
        paint(child, 4, 4, GREEN);
        sub.setPosition(0, 0);
        child.commit();
        assertShows(red().fill(15, 15, 4, 4, GREEN), fixture.picture());
        parent.commit();
        assertShows(red().fill(10, 10, 4, 4, GREEN), fixture.picture());
    }

    @Test
    void stackingTakesEffectWithTheParentsCommit() throws IOException {
        WlSurfaceProxy second = client.surface();
        WlSubsurfaceProxy secondSub = client.subcompositor().getSubsurface(second, parent);
        secondSub.setPosition(7, 7);
        paint(child, 4, 4, GREEN);
        paint(second, 4, 4, BLUE);
        parent.commit();
        assertShows(red().fill(15, 15, 4, 4, GREEN).fill(17, 17, 4, 4, BLUE), fixture.picture());
        secondSub.placeBelow(child);
        assertShows(red().fill(15, 15, 4, 4, GREEN).fill(17, 17, 4, 4, BLUE), fixture.picture());
        parent.commit();
        assertShows(red().fill(17, 17, 4, 4, BLUE).fill(15, 15, 4, 4, GREEN), fixture.picture());
        secondSub.placeAbove(child);
        sub.placeBelow(parent);
        sub.setPosition(-2, -2);
        parent.commit();
        assertShows(Canvas.of(fixture).fill(8, 8, 4, 4, GREEN).fill(10, 10, 20, 20, RED)
                .fill(17, 17, 4, 4, BLUE), fixture.picture());
    }

    @Test
    void aGrandchildWaitsForEveryOneAboveIt() throws IOException {
        WlSurfaceProxy grandchild = client.surface();
        WlSubsurfaceProxy grandSub = client.subcompositor().getSubsurface(grandchild, child);
        grandSub.setPosition(1, 1);
        paint(child, 6, 6, GREEN);
        paint(grandchild, 2, 2, BLUE);
        child.commit();
        assertShows(red(), fixture.picture());
        parent.commit();
        Canvas all = red().fill(15, 15, 6, 6, GREEN).fill(16, 16, 2, 2, BLUE);
        assertShows(all, fixture.picture());
        paint(grandchild, 2, 2, WHITE);
        parent.commit();
        assertShows(all, fixture.picture());
        child.commit();
        assertShows(all, fixture.picture());
        parent.commit();
        assertShows(red().fill(15, 15, 6, 6, GREEN).fill(16, 16, 2, 2, WHITE), fixture.picture());
    }

    @Test
    void aDesynchronizedGrandchildOfASynchronizedChildWaits() throws IOException {
        WlSurfaceProxy grandchild = client.surface();
        client.subcompositor().getSubsurface(grandchild, child).setDesync();
        paint(child, 6, 6, GREEN);
        paint(grandchild, 2, 2, BLUE);
        child.commit();
        assertShows(red(), fixture.picture());
        parent.commit();
        assertShows(red().fill(15, 15, 6, 6, GREEN).fill(15, 15, 2, 2, BLUE), fixture.picture());
        sub.setDesync();
        paint(grandchild, 2, 2, WHITE);
        assertShows(red().fill(15, 15, 6, 6, GREEN).fill(15, 15, 2, 2, WHITE), fixture.picture());
    }

    @Test
    void desynchronizingTheMiddleReleasesADesynchronizedGrandchild() throws IOException {
        WlSurfaceProxy grandchild = client.surface();
        client.subcompositor().getSubsurface(grandchild, child).setDesync();
        paint(child, 6, 6, GREEN);
        child.commit();
        parent.commit();
        paint(grandchild, 2, 2, BLUE);
        assertShows(red().fill(15, 15, 6, 6, GREEN), fixture.picture());
        sub.setDesync();
        assertShows(red().fill(15, 15, 6, 6, GREEN).fill(15, 15, 2, 2, BLUE), fixture.picture());
    }

    @Test
    void aChildIsNotShownWithoutItsParent() throws IOException {
        sub.setDesync();
        paint(child, 4, 4, GREEN);
        parent.attach(null, 0, 0);
        parent.commit();
        assertShows(Canvas.of(fixture), fixture.picture());
        assertFalse(fixture.surface(client, child).isMapped());
        paint(parent, 20, 20, RED);
        assertShows(red().fill(15, 15, 4, 4, GREEN), fixture.picture());
    }

    @Test
    void aNewChildIsNotShownBeforeTheParentsNextCommit() throws IOException {
        WlSurfaceProxy second = client.surface();
        client.subcompositor().getSubsurface(second, parent).setDesync();
        paint(second, 4, 4, BLUE);
        assertShows(red(), fixture.picture());
        parent.commit();
        assertShows(red().fill(10, 10, 4, 4, BLUE), fixture.picture());
    }

    @Test
    void destroyingTheSubsurfaceHidesTheChildAtOnce() throws IOException {
        paint(child, 4, 4, GREEN);
        parent.commit();
        fixture.picture();
        sub.destroy();
        assertShows(red(), fixture.picture());
        sub = client.subcompositor().getSubsurface(child, parent);
        paint(child, 4, 4, BLUE);
        parent.commit();
        assertShows(red().fill(10, 10, 4, 4, BLUE), fixture.picture());
    }

    static Stream<List<String>> orders() {
        List<String> all = List.of("parent", "child", "subsurface");
        return all.stream().flatMap(a -> all.stream().flatMap(b -> all.stream().map(c -> List.of(a,
                b, c))))
                .filter(order -> order.stream().distinct().count() == 3);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void destructionInEveryOrder(List<String> order) throws IOException {
        WlSurfaceProxy grandchild = client.surface();
        client.subcompositor().getSubsurface(grandchild, child);
        paint(grandchild, 2, 2, BLUE);
        paint(child, 4, 4, GREEN);
        parent.commit();
        paint(child, 4, 4, WHITE);
        fixture.picture();
        for (String which : order) {
            switch (which) {
                case "parent" -> parent.destroy();
                case "child" -> child.destroy();
                default -> sub.destroy();
            }
            client.roundtrip();
            boolean parentLeft = order.indexOf("parent") > order.indexOf(which);
            assertShows(parentLeft ? red() : Canvas.of(fixture), fixture.picture());
        }
        grandchild.commit();
        grandchild.destroy();
        client.roundtrip();
        assertEquals(0, fixture.server().ledger().surfaces());
        assertEquals(0, fixture.server().ledger().textures());
    }

    @Test
    void disconnectionTakesTheWholeTree() throws IOException {
        WlSurfaceProxy grandchild = client.surface();
        client.subcompositor().getSubsurface(grandchild, child);
        paint(grandchild, 2, 2, BLUE);
        paint(child, 4, 4, GREEN);
        parent.commit();
        paint(child, 4, 4, WHITE);
        fixture.picture();
        client.close();
        assertShows(Canvas.of(fixture), fixture.picture());
    }

    @Test
    void aSubsurfaceWhoseParentIsGoneIsInert() throws IOException {
        paint(child, 4, 4, GREEN);
        parent.destroy();
        sub.setPosition(1, 1);
        sub.placeAbove(child);
        sub.setDesync();
        sub.setSync();
        paint(child, 4, 4, BLUE);
        sub.destroy();
        client.roundtrip();
        assertShows(Canvas.of(fixture), fixture.picture());
    }

    @Test
    void aSurfaceCannotBeItsOwnParent() {
        WlSurfaceProxy lone = client.surface();
        client.subcompositor().getSubsurface(lone, lone);
        client.expectError("wl_subcompositor", WlSubcompositor.Error.BAD_PARENT.value());
    }

    @Test
    void norTheChildOfItsDescendant() {
        WlSurfaceProxy top = client.surface();
        WlSurfaceProxy below = client.surface();
        client.subcompositor().getSubsurface(below, top);
        client.subcompositor().getSubsurface(top, below);
        client.expectError("wl_subcompositor", WlSubcompositor.Error.BAD_PARENT.value());
    }

    @Test
    void aSurfaceWithARoleCannotBecomeAChild() {
        client.subcompositor().getSubsurface(parent, client.surface());
        client.expectError("wl_subcompositor", WlSubcompositor.Error.BAD_SURFACE.value());
    }

    @Test
    void norCanAChildBecomeOneAgain() {
        client.subcompositor().getSubsurface(child, client.surface());
        client.expectError("wl_subcompositor", WlSubcompositor.Error.BAD_SURFACE.value());
    }

    @Test
    void aStrangerIsNoSibling() {
        sub.placeAbove(client.surface());
        client.expectError("wl_subsurface", WlSubsurface.Error.BAD_SURFACE.value());
    }

    @Test
    void norIsTheChildItself() {
        sub.placeBelow(child);
        client.expectError("wl_subsurface", WlSubsurface.Error.BAD_SURFACE.value());
    }

    private Canvas red() {
        return Canvas.of(fixture).fill(10, 10, 20, 20, RED);
    }

    private void paint(WlSurfaceProxy surface, int width, int height, int argb) {
        surface.attach(client.buffer(width, height, argb).proxy(), 0, 0);
        surface.damageBuffer(0, 0, width, height);
        surface.commit();
    }
}
