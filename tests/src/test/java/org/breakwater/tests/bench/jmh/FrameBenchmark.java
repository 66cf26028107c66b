package org.breakwater.tests.bench.jmh;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.breakwater.render.PixelFormat;
import org.breakwater.render.PixelSource;
import org.breakwater.render.RenderTarget;
import org.breakwater.render.Renderer;
import org.breakwater.render.Texture;
import org.breakwater.render.egl.EglContext;
import org.breakwater.render.geometry.Rect;
import org.breakwater.render.geometry.Region;
import org.breakwater.render.geometry.Transform;
import org.breakwater.render.gl.GlesRenderer;
import org.breakwater.render.scene.BufferNode;
import org.breakwater.render.scene.Scene;
import org.breakwater.render.scene.SceneOutput;
import org.lwjgl.system.MemoryUtil;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** From pixels in a client's memory to a picture of 1920x1080 on an output, on the driver that is there. */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FrameBenchmark {
    private static final int WIDTH = 1920;
    private static final int HEIGHT = 1080;
    private static final int SIDE = 100;

    @Param({"1", "100"})
    private int windows;

    private final Region twentieth = Region.of(0, 300, WIDTH, HEIGHT / 20);
    private final Region ofAWindow = Region.of(10, 10, 60, 40);
    private ByteBuffer memory;
    private PixelSource source;
    private Renderer renderer;
    private RenderTarget target;
    private SceneOutput output;
    private Texture whole;
    private Texture[] textures;
    private BufferNode[] nodes;
    private int round;

    @Setup(Level.Trial)
    public void open() {
        memory = MemoryUtil.memAlloc(4 * WIDTH * HEIGHT);
        source = (x, y, width, height, reader) -> reader.pixels(
                MemoryUtil.memAddress(memory) + 4L * (y * WIDTH + x), 4 * WIDTH, x, y, width, height);
        renderer = GlesRenderer.create(EglContext.surfaceless());
        target = renderer.createTarget(WIDTH, HEIGHT);
        Scene scene = new Scene(renderer);
        output = scene.addOutput(new Rect(0, 0, WIDTH, HEIGHT), WIDTH, HEIGHT, 1, Transform.NORMAL);
        whole = renderer.createTexture(WIDTH, HEIGHT, PixelFormat.XRGB8888);
        textures = new Texture[windows];
        nodes = new BufferNode[windows];
        for (int i = 0; i < windows; i++) {
            textures[i] = renderer.createTexture(SIDE, SIDE, PixelFormat.XRGB8888);
            textures[i].update(source, null);
            nodes[i] = scene.root().createBuffer();
            nodes[i].setTexture(textures[i], null);
            nodes[i].setPosition(i % 18 * 105, i / 18 * 105);
        }
        output.render(target);
    }

    @TearDown(Level.Trial)
    public void close() {
        for (Texture texture : textures) {
            texture.close();
        }
        whole.close();
        target.close();
        renderer.close();
        MemoryUtil.memFree(memory);
    }

    @Benchmark
    public void uploadAll() {
        whole.update(source, null);
    }

    @Benchmark
    public void uploadATwentieth() {
        whole.update(source, twentieth);
    }

    /** All windows have new content in part of them. */
    @Benchmark
    public boolean composeDamage() {
        for (int i = 0; i < windows; i++) {
            nodes[i].setTexture(textures[i], ofAWindow);
        }
        return output.render(target);
    }

    /** One window moves: what hides what is worked out anew. */
    @Benchmark
    public boolean composeMoved() {
        nodes[0].setPosition(round++ % 2, 0);
        return output.render(target);
    }
}
