package org.breakwater.compositor.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.breakwater.compositor.capture.Picture;
import org.breakwater.render.geometry.Rect;

/**
 * Carries out the attacks one after the other on one compositor, and on a new one where it died or hangs,
 * while the good client animates its window.
 */
final class Demo implements AutoCloseable {
    private static final int FRAMES_TO_SHOW = 10;

    private final CompositorProcess.Launcher launcher;
    private final DemoReport report;
    private final Path output;
    private final Duration patience;
    private CompositorProcess compositor;
    private GoodClient good;
    private boolean closed;

    /** Pictures go to the directory {@code output}; whoever does nothing for {@code patience} is given up. */
    Demo(CompositorProcess.Launcher launcher, DemoReport report, Path output, Duration patience) {
        this.launcher = launcher;
        this.report = report;
        this.output = output;
        this.patience = patience;
    }

    /** Throws when a compositor does not even start. */
    void run(List<Attack> attacks) throws IOException {
        for (Attack attack : attacks) {
            if (compositor == null) {
                start();
            }
            Outcome outcome = attempt(attack);
            requireOpen();
            report.add(outcome);
            if (!(outcome.fate() instanceof Fate.Alive)) {
                stop();
            }
        }
    }

    private void start() throws IOException {
        synchronized (this) {
            requireOpen();
            compositor = launcher.launch();
        }
        good = GoodClient.start(compositor.socket(), deadline());
        if (!good.awaitFrames(FRAMES_TO_SHOW, deadline())) {
            throw new IOException("the compositor shows no frames");
        }
        compositor.noteDescendants();
    }

    private Outcome attempt(Attack attack) throws IOException {
        Picture before = null;
        Picture after = null;
        Rect window = null;
        Told told = null;
        String failed = null;
        long gap = 0;
        try (HostileClient hostile =
                HostileClient.open(compositor.socket(), good::framesShown, patience)) {
            if (compositor.control() != null) {
                before = pictureWithWindow();
                window = Examination.find(before);
            } else {
                letShow(hostile);
            }
            good.measure();
            hostile.carryOut(attack);
            good.awaitFrames(FRAMES_TO_SHOW, deadline());
            gap = good.worstGapMillis();
            told = hostile.told();
            if (compositor.control() != null && isServed()) {
                after = compositor.control().screenshot(deadline());
            }
        } catch (IOException failure) {
            failed = failure.getMessage();
        }
        Fate fate = fate(failed);
        if (after == null) {
            Boolean unseen = compositor.control() == null ? null : Boolean.FALSE;
            return new Outcome(attack, fate, told, null, unseen, gap);
        }
        if (attack == Attacks.MID_PAGE) {
            Files.write(output.resolve("before.png"), before.png());
            Files.write(output.resolve("after.png"), after.png());
        }
        Examination examination = new Examination(before, after, window);
        return new Outcome(attack, fate, told, reading(attack, examination),
                isAsExpected(attack.expectation(), told, examination), gap);
    }

    /** A compositor that cannot be looked at gets the time to place the window, and to draw it. */
    private void letShow(HostileClient hostile) throws IOException {
        for (int i = 0; i < 2; i++) {
            good.awaitFrames(FRAMES_TO_SHOW, deadline());
            hostile.settle();
        }
    }

    /** A picture that shows the whole hostile window; other windows are given time to go. */
    private Picture pictureWithWindow() throws IOException {
        Deadline deadline = deadline();
        while (good.awaitFrames(2, deadline)) {
            Picture picture = compositor.control().screenshot(deadline);
            if (Examination.find(picture) != null) {
                return picture;
            }
        }
        throw new NoAnswerException("sight of the hostile window");
    }

    private static String reading(Attack attack, Examination examination) {
        if (attack.expectation() instanceof Expectation.Zeros) {
            return examination.reading();
        }
        return examination.isGone() ? "the window is gone" : "the window is still there";
    }

    static boolean isAsExpected(Expectation expectation, Told told, Examination examination) {
        if (expectation instanceof Expectation.Zeros zeros) {
            return told instanceof Told.LivesOn && examination.shows(zeros);
        }
        if (expectation instanceof Expectation.Refusal refusal) {
            return told instanceof Told.Error error && error.code() == refusal.code()
                    && error.interfaceName().equals(refusal.interfaceName()) && examination.isGone();
        }
        return told instanceof Told.Left && examination.isGone();
    }

    /** Asked when the hostile client has gone; {@code failed}: why the attack could not be seen through. */
    private Fate fate(String failed) {
        if (good.lost() == null && isServed() && good.awaitFrames(2, deadline())
                && compositor.process().isAlive()) {
            return failed == null ? new Fate.Alive() : new Fate.Failing(failed);
        }
        Fate.Dead death = compositor.awaitDeath(deadline());
        if (death != null) {
            return death;
        }
        String lost = good.lost();
        return new Fate.Failing(lost == null ? "hangs" : "loses the good client (" + lost + ")");
    }

    private boolean isServed() {
        return good.roundtrip(deadline());
    }

    private Deadline deadline() {
        return Deadline.in(patience);
    }

    private synchronized void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("the demonstration was interrupted");
        }
    }

    private synchronized void stop() {
        if (good != null) {
            good.close();
            good = null;
        }
        compositor.close();
        compositor = null;
    }

    /** Ends the compositor; may be called from any thread, while {@link #run} is under way too. */
    @Override
    public synchronized void close() {
        closed = true;
        if (compositor != null) {
            compositor.close();
        }
    }
}
