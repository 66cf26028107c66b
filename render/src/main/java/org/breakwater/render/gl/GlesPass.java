package org.breakwater.render.gl;

import java.nio.FloatBuffer;
import org.breakwater.render.RenderPass;
import org.breakwater.render.Texture;
import org.breakwater.render.geometry.FRect;
import org.breakwater.render.geometry.Rect;
import org.breakwater.render.geometry.Rects;
import org.breakwater.render.geometry.RegionBuffer;
import org.breakwater.render.geometry.Transform;
import org.lwjgl.opengles.GLES20;
import org.lwjgl.opengles.GLES30;
import org.lwjgl.system.MemoryUtil;

/**
 * The renderer's one pass, used again for every frame.
 *
 * <p>A clip of any number of rectangles is one draw call, two triangles for each. Opaque content
 * that is neither scaled nor turned is copied with {@code glBlitFramebuffer} where the driver draws
 * in software: there it is a plain copy, and shading is more than ten times as slow.
 */
final class GlesPass implements RenderPass {
    private static final int VERTICES_PER_RECT = 6;
    private static final int FLOATS_PER_RECT = 2 * VERTICES_PER_RECT;

    private final GlesRenderer renderer;
    private final Program color;
    private final Program exact;
    private final Program smooth;
    private Program external;
    private final int vertexBuffer;
    private final float[] turn = new float[4];
    private final RegionBuffer inside = new RegionBuffer();
    private FloatBuffer boxes = MemoryUtil.memAllocFloat(64 * FLOATS_PER_RECT);
    private final FramesInFlight inFlight = new FramesInFlight();
    private GlesTarget target;              // null: not begun
    private int framebuffer;
    private boolean drawn;
    private Rect bounds = Rect.EMPTY;

    GlesPass(GlesRenderer renderer) {
        this.renderer = renderer;
        color = Program.color();
        exact = Program.exact();
        smooth = Program.smooth();
        vertexBuffer = GLES20.glGenBuffers();
        GLES20.glBindBuffer(GLES20.GL_ARRAY_BUFFER, vertexBuffer);
        GLES20.glEnableVertexAttribArray(0);
        GLES20.glVertexAttribPointer(0, 2, GLES20.GL_FLOAT, false, 0, 0L);
        GLES20.glDisable(GLES20.GL_DITHER);
        GLES20.glBlendFunc(GLES20.GL_ONE, GLES20.GL_ONE_MINUS_SRC_ALPHA);
        GLES20.glActiveTexture(GLES20.GL_TEXTURE0);
    }

    /** Before a frame, where the driver itself has nobody wait. */
    void awaitTurn() {
        if (drawn && target == null) {
            inFlight.awaitTurn();
        }
    }

    void begin(GlesTarget newTarget) {
        if (target != null) {
            throw new IllegalStateException("the pass before this one was not submitted");
        }
        framebuffer = newTarget.framebuffer(renderer);
        target = newTarget;
        if (bounds.width() != target.width() || bounds.height() != target.height()) {
            bounds = new Rect(0, 0, target.width(), target.height());
        }
        drawn = false;
    }

    /** Before the first drawing call: a frame that only puts pixels into the target's texture needs no more. */
    private void bindTarget() {
        if (!drawn) {
            drawn = true;
            GLES20.glBindFramebuffer(GLES20.GL_FRAMEBUFFER, framebuffer);
            GLES20.glViewport(0, 0, target.width(), target.height());
        }
    }

    boolean isOpen() {
        return target != null;
    }

    void free() {
        MemoryUtil.memFree(boxes);
    }

    @Override
    public void clear(Rects area, float r, float g, float b, float a) {
        checkOpen();
        clearInside(inside.set(area).intersect(bounds), r, g, b, a);
    }

    private void clearInside(Rects clip, float r, float g, float b, float a) {
        if (clip.isEmpty()) {
            return;
        }
        bindTarget();
        GLES20.glClearColor(eightBits(r), eightBits(g), eightBits(b), eightBits(a));
        GLES20.glEnable(GLES20.GL_SCISSOR_TEST);
        for (int i = 0; i < clip.rectCount(); i++) {
            GLES20.glScissor(clip.x1(i), clip.y1(i), clip.x2(i) - clip.x1(i),
                    clip.y2(i) - clip.y1(i));
            GLES20.glClear(GLES20.GL_COLOR_BUFFER_BIT);
        }
        GLES20.glDisable(GLES20.GL_SCISSOR_TEST);
    }

    @Override
    public void rect(Rect destination, float r, float g, float b, float a, Rects clip) {
        checkOpen();
        rectInside(inside.set(clip).intersect(destination).intersect(bounds), r, g, b, a);
    }

    private void rectInside(Rects clip, float r, float g, float b, float a) {
        if (a >= 1) {
            clearInside(clip, r, g, b, 1);
        } else if (!clip.isEmpty()) {
            begin(color, true);
            GLES20.glUniform4f(color.color, eightBits(r), eightBits(g), eightBits(b), eightBits(a));
            drawBoxes(clip);
        }
    }

    @Override
    public void texture(Texture texture, FRect source, Rect destination, Transform transform,
            float alpha, Rects clip, boolean blend) {
        checkOpen();
        inside.set(clip).intersect(destination).intersect(bounds);
        if (inside.isEmpty() || source.isEmpty()) {
            return;
        }
        if (texture instanceof ColorTexture one && !one.isClosed()) {
            colorTexture(one, alpha, blend);
            return;
        }
        boolean oneToOne = source.isIntegral()
                && transform.width(destination.width(), destination.height()) == source.width()
                && transform.height(destination.width(), destination.height()) == source.height();
        boolean copied = oneToOne && !blend && alpha >= 1 && transform == Transform.NORMAL
                && canCopy(texture, source);
        Sampled sampled;
        if (texture instanceof BorrowingTexture borrowing && borrowing.isDrawable(renderer)) {
            if (copied && target.takesUploads()) {
                borrowing.draw(target.texture(), destination.x() - (int) source.x(),
                        destination.y() - (int) source.y(), inside);
                return;
            }
            sampled = borrowing.copy();
        } else if (texture instanceof Sampled own && own.isDrawable(renderer)) {
            sampled = own;
        } else {
            return;
        }
        bindTarget();
        if (copied && sampled.isBgra() && sampled.bindForCopy()) {
            copy(source, destination, inside);
        } else {
            shade(sampled, source, destination, transform, alpha, inside, blend, oneToOne);
        }
    }

    /** Made when the first texture needs it. */
    private Program external() {
        if (external == null) {
            external = Program.external();
        }
        return external;
    }

    private void colorTexture(ColorTexture texture, float alpha, boolean blend) {
        float a = texture.alpha() * alpha;
        if (blend) {
            rectInside(inside, texture.red() * alpha, texture.green() * alpha,
                    texture.blue() * alpha, a);
        } else {
            clearInside(inside, texture.red() * alpha, texture.green() * alpha, texture.blue() * alpha, a);
        }
    }

    /** True when copying bits gives the right colour and, where it counts, the right alpha. */
    private boolean canCopy(Texture texture, FRect source) {
        return renderer.copies() && (target.format().opaque() || !texture.format().opaque())
                && source.x() >= 0 && source.y() >= 0 && source.x2() <= texture.width()
                && source.y2() <= texture.height();
    }

    private void copy(FRect source, Rect destination, Rects clip) {
        int dx = (int) source.x() - destination.x();
        int dy = (int) source.y() - destination.y();
        for (int i = 0; i < clip.rectCount(); i++) {
            int x1 = clip.x1(i);
            int y1 = clip.y1(i);
            int x2 = clip.x2(i);
            int y2 = clip.y2(i);
            GLES30.glBlitFramebuffer(x1 + dx, y1 + dy, x2 + dx, y2 + dy, x1, y1, x2, y2,
                    GLES20.GL_COLOR_BUFFER_BIT, GLES20.GL_NEAREST);
        }
    }

    private void shade(Sampled texture, FRect source, Rect destination, Transform transform,
            float alpha, Rects clip, boolean blend, boolean oneToOne) {
        Program program = texture.isExternal() ? external() : oneToOne ? exact : smooth;
        begin(program, blend);
        texture.bind(!oneToOne);
        // From a pixel of the destination, in units of it, back to the source, in units of it.
        Transform back = transform.invert();
        double x0 = back.applyX(0, 0, 1, 1);
        double y0 = back.applyY(0, 0, 1, 1);
        turn[0] = (float) ((back.applyX(1, 0, 1, 1) - x0) * source.width() / destination.width());
        turn[1] = (float) ((back.applyY(1, 0, 1, 1) - y0) * source.height() / destination.width());
        turn[2] = (float) ((back.applyX(0, 1, 1, 1) - x0) * source.width() / destination.height());
        turn[3] = (float) ((back.applyY(0, 1, 1, 1) - y0) * source.height() / destination.height());
        GLES20.glUniformMatrix2fv(program.turn, false, turn);
        GLES20.glUniform2f(program.origin, destination.x(), destination.y());
        GLES20.glUniform2f(program.offset, (float) (source.x() + x0 * source.width()),
                (float) (source.y() + y0 * source.height()));
        limits(program, texture, source);
        GLES20.glUniform1f(program.alpha, alpha);
        if (program != exact) {
            GLES20.glUniform2f(program.texel, 1f / texture.width(), 1f / texture.height());
        }
        drawBoxes(clip);
    }

    /**
     * Nothing is read from outside the source, or from outside the texture: half a texel inside.
     */
    private static void limits(Program program, Sampled texture, FRect source) {
        float x1 = (float) Math.max(0, Math.floor(source.x())) + 0.5f;
        float y1 = (float) Math.max(0, Math.floor(source.y())) + 0.5f;
        float x2 = (float) Math.min(texture.width(), Math.ceil(source.x2())) - 0.5f;
        float y2 = (float) Math.min(texture.height(), Math.ceil(source.y2())) - 0.5f;
        GLES20.glUniform4f(program.limits, x1, y1, Math.max(x1, x2), Math.max(y1, y2));
    }

    /**
     * The nearest that eight bits hold: left to themselves clears of part and of all round apart.
     */
    private static float eightBits(float channel) {
        return Math.round(channel * 255) / 255f;
    }

    private void begin(Program program, boolean blend) {
        bindTarget();
        program.use();
        GLES20.glUniform2f(program.pixelsToClip, 2f / bounds.width(), 2f / bounds.height());
        if (blend) {
            GLES20.glEnable(GLES20.GL_BLEND);
        } else {
            GLES20.glDisable(GLES20.GL_BLEND);
        }
    }

    private void drawBoxes(Rects clip) {
        int floats = clip.rectCount() * FLOATS_PER_RECT;
        if (boxes.capacity() < floats) {
            boxes = MemoryUtil.memRealloc(boxes, 2 * floats);
        }
        boxes.clear();
        for (int i = 0; i < clip.rectCount(); i++) {
            float x1 = clip.x1(i);
            float y1 = clip.y1(i);
            float x2 = clip.x2(i);
            float y2 = clip.y2(i);
            boxes.put(x1).put(y1).put(x2).put(y1).put(x1).put(y2);
            boxes.put(x2).put(y1).put(x2).put(y2).put(x1).put(y2);
        }
        boxes.flip();
        GLES20.glBufferData(GLES20.GL_ARRAY_BUFFER, boxes, GLES20.GL_STREAM_DRAW);
        GLES20.glDrawArrays(GLES20.GL_TRIANGLES, 0, VERTICES_PER_RECT * clip.rectCount());
    }

    @Override
    public void submit() {
        checkOpen();
        target = null;
        if (drawn) {
            GLES20.glFlush();   // pixels of borrowing textures are in place already
        }
        renderer.checkWhenDebugging("render pass");
        renderer.frameDone();
    }

    private void checkOpen() {
        if (target == null) {
            throw new IllegalStateException("the pass is over");
        }
    }
}
