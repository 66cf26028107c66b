package org.breakwater.tests.boundary;

import static org.breakwater.tests.boundary.Boundary.ofSession;

import java.util.List;
import org.breakwater.compositor.glue.OutputRenderer;
import org.breakwater.compositor.glue.SurfaceNode;

/** Drawing and showing frames, and telling those who wait for them. */
final class OutputBoundaries {
    private OutputBoundaries() {
    }

    static List<Boundary> all() {
        return List.of(
                backend("backend nextTarget", FailingBackend.Call.NEXT_TARGET),
                backend("render target", FailingBackend.Call.TARGET_WIDTH),
                backend("backend present", FailingBackend.Call.PRESENT),
                backend("backend skip", FailingBackend.Call.SKIP),
                ofSession("scene output damaged", stage -> {
                    OutputRenderer output = stage.fixture.output();
                    output.sceneOutput().setDamaged(() -> {
                        stage.fault.strike();
                        output.scheduleFrame();
                    });
                    stage.expectFrame(true);
                }),
                ofSession("scene node entered", stage -> {
                    FailingListener.install(stage.content(), FailingListener.Call.ENTERED, stage.fault);
                    blink(stage);
                }),
                ofSession("scene node left", stage -> {
                    FailingListener.install(stage.content(), FailingListener.Call.LEFT, stage.fault);
                    blink(stage);
                }),
                ofSession("scene node sampled", stage -> {
                    FailingListener.install(stage.content(), FailingListener.Call.SAMPLED, stage.fault);
                    stage.expectFrame(true);
                }),
                ofSession("scene node presented", stage -> {
                    FailingListener.install(stage.content(), FailingListener.Call.PRESENTED,
                            stage.fault);
                    stage.expectFrame(true);
                }));
    }

    private static Boundary backend(String name, FailingBackend.Call failing) {
        return ofSession(name, stage -> {
            stage.replaceBackend(new FailingBackend(stage.fixture.output().backend(), failing,
                    stage.fault::strike));
            stage.expectFrame(true);
            stage.expectFrame(false);
        });
    }

    /** The culprit's window goes and comes back. */
    private static void blink(Stage stage) throws Exception {
        SurfaceNode.of(stage.surface()).tree().setEnabled(false);
        stage.expectFrame(true);
        SurfaceNode.of(stage.surface()).tree().setEnabled(true);
        stage.expectFrame(true);
    }
}
