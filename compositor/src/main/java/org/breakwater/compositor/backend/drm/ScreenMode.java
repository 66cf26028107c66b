package org.breakwater.compositor.backend.drm;

/**
 * The mode of one screen: the one that frames are made for, the one that was chosen to follow it, and whether the card
 * has been told. It is told with the first frame, and again with the first after anything that may have changed the
 * card's state behind our back.
 */
final class ScreenMode implements AutoCloseable {
    private final Pipeline pipeline;
    private final ModeBlob blob;
    private KmsMode current;
    private KmsMode next;       // null: it stays
    private boolean adaptive;
    private boolean set;

    ScreenMode(Kms kms, Pipeline pipeline, KmsMode mode, boolean adaptive) {
        this.pipeline = pipeline;
        this.blob = new ModeBlob(kms);
        this.current = mode;
        this.adaptive = adaptive;
    }

    KmsMode current() {
        return current;
    }

    /** Nanoseconds from refresh to refresh. */
    long period() {
        return 1_000_000_000_000L / current.refreshMilliHz();
    }

    /** Whether the screen waits for frames, where it can. */
    boolean isAdaptive() {
        return adaptive && pipeline.canAdapt();
    }

    /** Says whether that is news. */
    boolean adapt(boolean wanted) {
        boolean news = adaptive != wanted;
        adaptive = wanted;
        return news;
    }

    /** To follow by {@link #advance}. */
    void choose(KmsMode chosen) {
        next = chosen.equals(current) ? null : chosen;
    }

    boolean hasNext() {
        return next != null;
    }

    /** The mode that was chosen is the one that frames are made for. */
    void advance() {
        current = next;
        next = null;
        set = false;
        blob.close();
    }

    /** Whether the card has it, so that a frame need not set it. */
    boolean isSet() {
        return set;
    }

    /** The card has taken it. */
    void taken() {
        set = true;
    }

    /** It is to be set anew. */
    void forget() {
        set = false;
    }

    /** To be called before {@link #addTo}; says whether the kernel has room for it. */
    boolean prepare() {
        return blob.make(current);
    }

    /** Writes it into the card's request. */
    void addTo() {
        pipeline.addMode(blob.id(), adaptive, current);
    }

    @Override
    public void close() {
        blob.close();
    }
}
