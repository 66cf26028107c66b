package org.breakwater.compositor.stats;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** For Java Flight Recorder: a rectangle of a client's pixels was read for the renderer. */
@Name("breakwater.Upload")
@Label("Upload")
@Description("A damaged rectangle of a buffer was read for the renderer")
@Category("Breakwater")
@StackTrace(false)
public final class UploadEvent extends Event {
    @Label("Process")
    private int pid;

    @Label("Width")
    private int width;

    @Label("Height")
    private int height;

    @Label("Pixels Read")
    private long pixels;

    @Label("Mapping")
    @Description("How the client's file is read")
    private String mapping;

    UploadEvent() {
    }

    public void commit(int process, int bufferWidth, int bufferHeight, long area, String kind) {
        end();
        if (shouldCommit()) {
            pid = process;
            width = bufferWidth;
            height = bufferHeight;
            pixels = area;
            mapping = kind;
            commit();
        }
    }
}
