package org.breakwater.compositor.backend.wayland;

import org.breakwater.compositor.backend.PointerHold;
import org.breakwater.wayland.client.WlPointerProxy;

/** One of the parent's pointers, held as a client of ours holds ours, where the parent can do that. */
final class HeldPointer {
    private final ParentDisplay parent;
    private final WlPointerProxy pointer;
    private ParentLock lock;
    private ParentConfinement confinement;

    HeldPointer(ParentDisplay parent, WlPointerProxy pointer) {
        this.parent = parent;
        this.pointer = pointer;
    }

    /** Holds it as is wanted now, over the window that has it, or lets it go; {@code over}: null where none has it. */
    void settle(WindowOutput over) {
        PointerHold wanted = parent.hold();
        endWhatIsNotWanted(wanted, over);
        ParentGlobals globals = parent.globals();
        if (over == null || globals.constraints() == null) {
            return;
        }
        if (wanted instanceof PointerHold.Locked locked && lock == null && globals.relativePointers() != null) {
            lock = new ParentLock(parent, over, pointer);
            lock.hint(locked.hint());
        } else if (wanted instanceof PointerHold.Confined confined && confined.output() == over) {
            if (confinement == null) {
                confinement = new ParentConfinement(parent, over, pointer, confined.parts());
            } else {
                confinement.confineTo(confined.parts());
            }
        }
    }

    /** The window is about to end. */
    void forget(WindowOutput gone) {
        if (lock != null && lock.window() == gone) {
            endLock();
        }
        if (confinement != null && confinement.window() == gone) {
            endConfinement();
        }
    }

    void close() {
        if (lock != null) {
            endLock();
        }
        if (confinement != null) {
            endConfinement();
        }
    }

    private void endWhatIsNotWanted(PointerHold wanted, WindowOutput over) {
        if (lock != null) {
            lock.hint(parent.lastHint());       // also when the client has said it only to let go
            if (!(wanted instanceof PointerHold.Locked) || over != null && lock.window() != over) {
                endLock();
            }
        }
        if (confinement != null && (!(wanted instanceof PointerHold.Confined confined)
                || confined.output() != confinement.window() || over != null && confinement.window() != over)) {
            endConfinement();
        }
    }

    private void endLock() {
        lock.close();
        lock = null;
    }

    private void endConfinement() {
        confinement.close();
        confinement = null;
    }
}
