package org.breakwater.tests.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.backend.PointerHold;
import org.breakwater.compositor.glue.HostInput;
import org.breakwater.compositor.glue.HostPointer;
import org.breakwater.compositor.glue.OutputRenderer;
import org.breakwater.compositor.seat.PointerConstraint;
import org.breakwater.compositor.seat.PointerCursor;
import org.breakwater.render.geometry.Rect;
import org.breakwater.render.geometry.Region;
import org.breakwater.render.geometry.Transform;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a backend with a pointer of its own is told to hold it. */
@ExtendWith(FdLeakExtension.class)
final class HostPointerTest {
    private static final double NEAR = 1.0 / 256;

    @RegisterExtension
    private final Fixture fixture = new Fixture();

    private final List<PointerHold> told = new ArrayList<>();

    private PointerCursor cursor() {
        return fixture.server().pointer();
    }

    private OutputRenderer output() {
        return fixture.server().outputs().get(0);
    }

    private PointerHold last() {
        return told.get(told.size() - 1);
    }

    private void tell() {
        new HostPointer(cursor(), fixture.server().layout(), fixture.server()::outputs, told::add);
    }

    /** Where the backend's pointer is ours. */
    private void assertPlace(double x, double y, double fx, double fy) {
        HostInput input = new HostInput(fixture.loop(), fixture.server().input(), backend -> output().output());
        input.pointerMoved(output().backend(), 1, fx, fy);
        input.pointerFrame();
        input.close();
        assertEquals(x, cursor().x(), NEAR);
        assertEquals(y, cursor().y(), NEAR);
    }

    @ParameterizedTest
    @EnumSource
    void placesAreThoseOfTheBackendHoweverItsOutputIsTurned(Transform turn) {
        output().output().configure(output().output().mode(), 1.5, turn);
        fixture.turn();
        tell();
        cursor().constrain(new PointerConstraint.Locked(new PointerConstraint.Hint(10, 20)));
        PointerHold.Place hint = assertInstanceOf(PointerHold.Locked.class, last()).hint();
        cursor().constrain(new PointerConstraint.Confined(Region.of(4, 6, 16, 12)));
        PointerHold.Confined confined = assertInstanceOf(PointerHold.Confined.class, last());
        cursor().constrain(null);
        assertInstanceOf(PointerHold.Free.class, last());

        assertPlace(10, 20, hint.fx(), hint.fy());
        assertEquals(1, confined.parts().size());
        PointerHold.Part part = confined.parts().get(0);
        double middleX = (part.fx1() + part.fx2()) / 2;
        double middleY = (part.fy1() + part.fy2()) / 2;
        assertPlace(12, 12, middleX, middleY);
        double area = (part.fx2() - part.fx1()) * (part.fy2() - part.fy1());
        Rect layout = output().output().geometry();
        assertEquals(16.0 * 12 / (layout.width() * layout.height()), area, 1e-9);
        boolean across = turn.applyX(1, 0, 1, 1) != turn.applyX(0, 0, 1, 1);
        assertPlace(across ? 12 + side(turn.applyX(0, 0, 1, 1), 8) : 12,
                across ? 12 : 12 + side(turn.applyY(0, 0, 1, 1), 6), part.fx1(), middleY);
    }

    private static double side(double first, double half) {
        return first == 0 ? -half : half;
    }

    @Test
    void aRegionThatReachesOutIsCutAndVeryManyPartsAreOne() {
        tell();
        cursor().constrain(new PointerConstraint.Confined(Region.of(-10, 0, 10 + 32, 5000)));
        assertEquals(new PointerHold.Confined(output().backend(), List.of(new PointerHold.Part(0, 0, 0.5, 1))),
                last());
        List<Rect> teeth = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            teeth.add(new Rect(0, 2 * i, 10, 1));
            teeth.add(new Rect(20, 2 * i, 10, 1));
            teeth.add(new Rect(40, 2 * i, 24, 1));
        }
        cursor().constrain(new PointerConstraint.Confined(Region.of(teeth)));
        assertEquals(1, assertInstanceOf(PointerHold.Confined.class, last()).parts().size());
        cursor().constrain(new PointerConstraint.Confined(Region.of(500, 500, 10, 10)));
        assertInstanceOf(PointerHold.Free.class, last(), "nothing of it is there");
    }

    @Test
    void anOutputThatIsOfAnotherSizeIsToldOf() {
        tell();
        cursor().constrain(new PointerConstraint.Confined(Region.of(0, 0, 16, 12)));
        fixture.turn();
        int before = told.size();
        output().output().configure(output().output().mode(), 2, Transform.NORMAL);
        fixture.turn();
        fixture.turn();
        assertEquals(before + 1, told.size());
        assertEquals(List.of(new PointerHold.Part(0, 0, 0.5, 0.5)),
                assertInstanceOf(PointerHold.Confined.class, last()).parts());
    }
}
