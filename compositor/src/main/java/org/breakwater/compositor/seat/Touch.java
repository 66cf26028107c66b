package org.breakwater.compositor.seat;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.wayland.WlSeat;
import org.breakwater.wayland.WlTouch;
import org.breakwater.wayland.server.WlTouchResource;

/**
 * The touch screen of a seat. Each finger belongs to the surface that it came down on until it is
 * lifted, wherever it moves. Every group of events is to be ended with {@link #frame}.
 *
 * <p>A client that does not read is not told where its fingers move until it reads again, or until
 * one comes down or is lifted.
 */
public final class Touch implements Contact.Source {
    private final Seat seat;
    private final List<TouchPoint> points = new ArrayList<>(10);
    private final List<SeatClient> framesDue = new ArrayList<>(2);
    private final Signal<Surface> touched = new Signal<>();

    /** A finger on a surface. */
    private final class TouchPoint implements Contact {
        private final int id;
        private final Surface surface;
        private final SeatClient client;
        private final int serial;
        private int time;
        private Signal.Subscription destroyed;
        private boolean motionHeld;
        private int motionTime;
        private double x;
        private double y;
        private double layoutX;
        private double layoutY;
        /** The client hears no more of it; {@code grab} does, while that lasts. */
        private boolean taken;
        private ContactGrab grab;

        TouchPoint(int id, Surface surface, SeatClient client, int serial) {
            this.id = id;
            this.surface = surface;
            this.client = client;
            this.serial = serial;
        }

        @Override
        public double layoutX() {
            return layoutX;
        }

        @Override
        public double layoutY() {
            return layoutY;
        }

        @Override
        public void startGrab(ContactGrab next) {
            tellMotions(client);
            taken = true;
            grab = next;
            next.moved(time, surface, x, y, layoutX, layoutY);
        }

        @Override
        public void endGrab(ContactGrab ended) {
            if (grab == ended) {
                grab = null;
            }
        }
    }

    Touch(Seat seat) {
        this.seat = seat;
    }

    /** A finger is coming down on a surface; emitted before the client is told. */
    public Signal<Surface> touched() {
        return touched;
    }

    /** The surface that a finger belongs to, while it is alive; or null. */
    public Surface surfaceOf(int id) {
        TouchPoint point = find(id);
        return point == null || !point.surface.resource().isAlive() ? null : point.surface;
    }

    public int pointCount() {
        return points.size();
    }

    /** A finger came down; coordinates of the surface. An id that is down already is ignored. */
    public void down(int timeMs, int id, Surface surface, double sx, double sy) {
        if (find(id) != null) {
            return;
        }
        touched.emit(surface);
        if (!surface.resource().isAlive()) {
            return;
        }
        SeatClient client = seat.client(surface.resource().client());
        tellMotions(client);
        seat.times().before(client, WlSeat.Capability.TOUCH, timeMs);
        int serial = client.actionSerial(true);
        TouchPoint point = new TouchPoint(id, surface, client, serial);
        point.time = timeMs;
        point.x = sx;
        point.y = sy;
        point.destroyed = surface.destroyed().add(s -> surfaceGone(point));
        points.add(point);
        List<WlTouchResource> touches = client.touches;
        for (int i = 0; i < touches.size(); i++) {
            touches.get(i).sendDown(serial, timeMs, surface.resource(), id, sx, sy);
        }
        needsFrame(client);
    }

    /** A finger moved; coordinates of the surface that it came down on. */
    public void motion(int timeMs, int id, double sx, double sy) {
        TouchPoint point = find(id);
        if (point == null || point.taken || !point.surface.resource().isAlive()) {
            return;
        }
        point.motionHeld = true;
        point.motionTime = timeMs;
        point.time = timeMs;
        point.x = sx;
        point.y = sy;
        if (!point.client.client().isCongested()) {
            tellMotions(point.client);
        }
    }

    public void up(int timeMs, int id) {
        TouchPoint point = find(id);
        if (point == null) {
            return;
        }
        if (point.taken) {
            remove(point);
            if (point.grab != null) {
                point.grab.lifted(timeMs);
            }
            return;
        }
        tellMotions(point.client);
        lift(point, timeMs);
    }

    /** Where a finger is in the layout; for grabs. */
    public void reached(int id, double lx, double ly) {
        TouchPoint point = find(id);
        if (point != null) {
            point.layoutX = lx;
            point.layoutY = ly;
        }
    }

    /** The finger with whose serial a client does something. */
    @Override
    public Contact held(Surface origin, int serial) {
        for (TouchPoint point : points) {
            if (point.serial == serial && !point.taken
                    && point.surface.tree().root() == origin.tree().root()) {
                return point;
            }
        }
        return null;
    }

    /** Whether a grab has the finger, or had it. */
    public boolean isTaken(int id) {
        TouchPoint point = find(id);
        return point != null && point.taken;
    }

    /** A finger that is taken moved; {@code surface}: what is below it, or null. */
    public void takenMoved(int timeMs, int id, Surface surface, double sx, double sy) {
        TouchPoint point = find(id);
        if (point.grab != null) {
            point.grab.moved(timeMs, surface, sx, sy, point.layoutX, point.layoutY);
        }
    }

    /** The ellipse that a finger covers; lengths in surface coordinates. */
    public void shape(int id, double major, double minor) {
        TouchPoint point = find(id);
        if (point == null || !point.surface.resource().isAlive()
                || point.client.client().isCongested()) {
            return;
        }
        List<WlTouchResource> touches = point.client.touches;
        for (int i = 0; i < touches.size(); i++) {
            if (touches.get(i).supports(WlTouch.SHAPE_SINCE)) {
                touches.get(i).sendShape(id, major, minor);
                needsFrame(point.client);
            }
        }
    }

    /** The angle of its longer axis, in degrees clockwise from the surface's vertical. */
    public void orientation(int id, double degrees) {
        TouchPoint point = find(id);
        if (point == null || !point.surface.resource().isAlive()
                || point.client.client().isCongested()) {
            return;
        }
        List<WlTouchResource> touches = point.client.touches;
        for (int i = 0; i < touches.size(); i++) {
            if (touches.get(i).supports(WlTouch.ORIENTATION_SINCE)) {
                touches.get(i).sendOrientation(id, degrees);
                needsFrame(point.client);
            }
        }
    }

    /** Ends a group of events that belong together. */
    public void frame() {
        for (int c = 0; c < framesDue.size(); c++) {
            SeatClient client = framesDue.get(c);
            client.touchFrameDue = false;
            List<WlTouchResource> touches = client.touches;
            for (int i = 0; i < touches.size(); i++) {
                touches.get(i).sendFrame();
            }
        }
        framesDue.clear();
    }

    /** The fingers turned out to be a gesture of the compositor's: every client forgets them. */
    public void cancel() {
        while (!points.isEmpty()) {
            SeatClient client = points.get(0).client;
            removePointsOf(client);
            client.touches.forEach(resource -> resource.sendCancel());
            client.touchFrameDue = false;
            framesDue.remove(client);
        }
    }

    /** The seat lost its touch screen. */
    void removed() {
        frame();
        cancel();
    }

    void forget(SeatClient client) {
        removePointsOf(client);
        framesDue.remove(client);
    }

    /** The client reads again. */
    void drained(SeatClient reading) {
        tellMotions(reading);
        if (reading.touchFrameDue) {
            frame();
        }
    }

    /** A client that destroys a surface still learns that the fingers on it are gone. */
    private void surfaceGone(TouchPoint point) {
        if (point.taken) {
            return;
        }
        lift(point, point.time);
        if (point.client.client().isAlive()) {
            frame();
        }
    }

    private void lift(TouchPoint point, int timeMs) {
        remove(point);
        seat.times().before(point.client, WlSeat.Capability.TOUCH, timeMs);
        int serial = point.client.actionSerial(false);
        List<WlTouchResource> touches = point.client.touches;
        for (int i = 0; i < touches.size(); i++) {
            touches.get(i).sendUp(serial, timeMs, point.id);
        }
        needsFrame(point.client);
    }

    private void removePointsOf(SeatClient client) {
        for (TouchPoint point : List.copyOf(points)) {
            if (point.client == client) {
                remove(point);
                if (point.grab != null) {
                    point.grab.contactCancelled();
                }
            }
        }
    }

    private void remove(TouchPoint point) {
        points.remove(point);
        point.destroyed.remove();
    }

    private void tellMotions(SeatClient client) {
        for (int p = 0; p < points.size(); p++) {
            TouchPoint point = points.get(p);
            if (!point.motionHeld || point.client != client
                    || !point.surface.resource().isAlive()) {
                continue;
            }
            point.motionHeld = false;
            seat.times().before(client, WlSeat.Capability.TOUCH, point.motionTime);
            List<WlTouchResource> touches = client.touches;
            for (int i = 0; i < touches.size(); i++) {
                touches.get(i).sendMotion(point.motionTime, point.id, point.x, point.y);
            }
            needsFrame(client);
        }
    }

    private void needsFrame(SeatClient client) {
        if (!client.touchFrameDue) {
            client.touchFrameDue = true;
            framesDue.add(client);
        }
    }

    private TouchPoint find(int id) {
        for (int i = 0; i < points.size(); i++) {
            if (points.get(i).id == id) {
                return points.get(i);
            }
        }
        return null;
    }
}
