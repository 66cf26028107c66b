package org.breakwater.tests.boundary;

import org.breakwater.render.scene.BufferNode;
import org.breakwater.render.scene.SceneOutput;

/** The listener of a scene node in front of the one that it has: it fails when it is told one thing. */
record FailingListener(BufferNode.Listener real, Call failing, Fault fault)
        implements BufferNode.Listener {
    enum Call { ENTERED, LEFT, SAMPLED, PRESENTED }

    /** Takes the place of a surface's own listener. */
    static void install(BufferNode node, Call failing, Fault fault) {
        node.setListener(new FailingListener((BufferNode.Listener) node.data(), failing, fault));
    }

    @Override
    public void entered(SceneOutput output) {
        real.entered(output);
        failAt(Call.ENTERED);
    }

    @Override
    public void left(SceneOutput output) {
        real.left(output);
        failAt(Call.LEFT);
    }

    @Override
    public void sampled(SceneOutput output) {
        real.sampled(output);
        failAt(Call.SAMPLED);
    }

    @Override
    public void presented(SceneOutput output, long nanos) {
        real.presented(output, nanos);
        failAt(Call.PRESENTED);
    }

    private void failAt(Call call) {
        if (call == failing) {
            fault.strike();
        }
    }
}
