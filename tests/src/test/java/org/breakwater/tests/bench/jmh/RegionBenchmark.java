package org.breakwater.tests.bench.jmh;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.breakwater.render.PixelFormat;
import org.breakwater.render.RenderTarget;
import org.breakwater.render.geometry.Rect;
import org.breakwater.render.geometry.Region;
import org.breakwater.render.geometry.RegionBuffer;
import org.breakwater.render.scene.DamageRing;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Arithmetic of regions, made anew and in place, and the damage that a frame collects. */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RegionBenchmark {
    @Param({"1", "16"})
    private int rectangles;

    private final RegionBuffer buffer = new RegionBuffer();
    private final DamageRing ring = new DamageRing(new Rect(0, 0, 1920, 1080));
    private final RenderTarget target = new NoTarget();
    private Region[] parts;
    private Region other;

    @Setup
    public void make() {
        Random random = new Random(rectangles);
        parts = new Region[rectangles];
        for (int i = 0; i < rectangles; i++) {
            parts[i] = Region.of(random.nextInt(1800), random.nextInt(1000), 100, 60);
        }
        other = Region.of(300, 200, 1200, 700).subtract(new Rect(500, 400, 300, 200));
    }

    @Benchmark
    public Region uniteAndSubtract() {
        Region region = Region.EMPTY;
        for (Region part : parts) {
            region = region.union(part);
        }
        return region.subtract(other);
    }

    @Benchmark
    public int uniteAndSubtractInPlace() {
        buffer.clear();
        for (Region part : parts) {
            buffer.add(part);
        }
        return buffer.subtract(other).rectCount();
    }

    @Benchmark
    public int collectDamageOfAFrame() {
        for (Region part : parts) {
            ring.add(part);
        }
        return ring.take(target).rectCount();
    }

    private record NoTarget() implements RenderTarget {
        @Override
        public int width() {
            return 1920;
        }

        @Override
        public int height() {
            return 1080;
        }

        @Override
        public PixelFormat format() {
            return PixelFormat.XRGB8888;
        }

        @Override
        public void close() {
        }
    }
}
