package org.breakwater.compositor.stats;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** For Java Flight Recorder: a frame was drawn, or found not to need drawing. */
@Name("breakwater.Frame")
@Label("Frame")
@Description("An output was drawn, as far as it had changed")
@Category("Breakwater")
@StackTrace(false)
public final class FrameEvent extends Event {
    @Label("Output")
    private String output;

    @Label("Drawn")
    @Description("False: nothing had changed")
    private boolean drawn;

    @Label("Pixels Drawn Anew")
    private long pixels;

    FrameEvent() {
    }

    public void commit(String name, boolean wasDrawn, long area) {
        end();
        if (shouldCommit()) {
            output = name;
            drawn = wasDrawn;
            pixels = wasDrawn ? area : 0;
            commit();
        }
    }
}
