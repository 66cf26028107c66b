package org.breakwater.compositor.tablet;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.breakwater.compositor.seat.Contact;
import org.breakwater.compositor.seat.ContactGrab;
import org.breakwater.compositor.seat.CursorImage;
import org.breakwater.compositor.seat.SetCursor;
import org.breakwater.compositor.surface.Role;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Resource;
import org.breakwater.wayland.WpCursorShapeDeviceV1;
import org.breakwater.wayland.ZwpTabletToolV2;
import org.breakwater.wayland.server.ZwpTabletToolV2Resource;
import org.breakwater.wayland.server.ZwpTabletV2Resource;

/**
 * A pen, or whatever else is used on a tablet. It belongs to the surface that it is over; while it
 * touches, or one of its buttons is down, that surface keeps it wherever it moves. Every group of
 * events is to be ended with {@link #frame}.
 *
 * <p>A client that does not read is not told where the tool moves, or how it is held, until
 * something else happens.
 */
public final class TabletTool implements Contact {
    private static final int MAX_VALUE = 65535;

    private final TabletManager manager;
    private final ToolInfo info;
    private final CursorImage cursor =
            new CursorImage(new Role("tablet tool's cursor"), ZwpTabletToolV2.Error.ROLE);
    private final Signal<TabletTool> ended = new Signal<>();
    private final List<Integer> buttons = new ArrayList<>(2);
    /** Those of the presses of {@link #buttons}; 0: nobody was told. */
    private final List<Integer> buttonSerials = new ArrayList<>(2);
    private int downSerial;
    private Tablet tablet;
    private Surface surface;
    private Signal.Subscription unmapped;
    private Signal.Subscription destroyed;
    private int serial;
    private boolean isDown;
    private boolean frameDue;
    private int lastTime;
    private boolean motionHeld;
    private double x;
    private double y;
    private double layoutX;
    private double layoutY;
    /** Its client hears no more of it until it is lifted; {@code grab} does, while that lasts. */
    private boolean taken;
    private ContactGrab grab;

    TabletTool(TabletManager manager, ToolInfo info) {
        this.manager = manager;
        this.info = info;
    }

    /** The tool behind a client's object; null when that is inert. */
    public static TabletTool of(ZwpTabletToolV2Resource resource) {
        return resource.handler() instanceof ToolRequests requests ? requests.tool() : null;
    }

    public ToolInfo info() {
        return info;
    }

    /** The tablet that it is near; null when it is near none. */
    public Tablet tablet() {
        return tablet;
    }

    /** The surface that it belongs to; null when there is none. */
    public Surface focus() {
        return surface;
    }

    /** It touches, or a button is down: the surface keeps it. */
    public boolean isHeld() {
        return isDown || !buttons.isEmpty();
    }

    /** Where it is in the layout; for grabs. */
    public void reached(double lx, double ly) {
        layoutX = lx;
        layoutY = ly;
    }

    @Override
    public double layoutX() {
        return layoutX;
    }

    @Override
    public double layoutY() {
        return layoutY;
    }

    /** Whether it came down, or a button did, with this serial on a surface of the same tree. */
    boolean isHeld(Surface origin, int asked) {
        boolean held = isDown && downSerial == asked || buttonSerials.contains(asked);
        return held && surface != null && surface.tree().root() == origin.tree().root();
    }

    @Override
    public void startGrab(ContactGrab next) {
        Surface below = surface;
        tellMotion();
        leave();
        taken = true;
        grab = next;
        next.moved(lastTime, below, x, y, layoutX, layoutY);
    }

    @Override
    public void endGrab(ContactGrab ended) {
        if (grab == ended) {
            grab = null;
        }
    }

    /** Whether a grab has it, or had it and it has not been lifted since. */
    public boolean isTaken() {
        return taken;
    }

    /** It moved while it is taken; {@code below}: the surface there, or null. */
    public void takenMoved(int timeMs, Surface below, double sx, double sy) {
        lastTime = timeMs;
        if (grab != null) {
            grab.moved(timeMs, below, sx, sy, layoutX, layoutY);
        }
    }

    /** Its image: as the client that has it asks, or null for the compositor's own. */
    public Signal<SetCursor> cursorChanged() {
        return cursor.changed();
    }

    /** It will not be used again. */
    public Signal<TabletTool> ended() {
        return ended;
    }

    /** It is near a tablet and over a surface, or null; on the same as before, nothing is sent. */
    public void enter(int timeMs, Tablet near, Surface next, double sx, double sy) {
        if (tablet == near && surface == next) {
            return;
        }
        lastTime = timeMs;
        leave();
        tablet = near;
        x = sx;
        y = sy;
        if (next == null) {
            return;
        }
        surface = next;
        unmapped = next.unmapped().add(gone -> leave());
        destroyed = next.destroyed().add(gone -> leave());
        serial = manager.seat().tellSerial(client());
        eachWithTablet((tool, on) -> {
            tool.sendProximityIn(serial, on, next.resource());
            tool.sendMotion(sx, sy);
        });
        if (isDown) {
            downSerial = serial;
            each(tool -> tool.sendDown(downSerial));
        }
        buttonSerials.replaceAll(before -> serial);
        for (int button : buttons) {
            each(tool -> tool.sendButton(serial, button, ZwpTabletToolV2.ButtonState.PRESSED));
        }
    }

    public void motion(double sx, double sy) {
        x = sx;
        y = sy;
        motionHeld = surface != null;
        if (listens()) {
            tellMotion();
        }
    }

    /** It touches the tablet, or does so no more. */
    public void tip(boolean down) {
        if (down == isDown || tablet == null) {
            return;
        }
        isDown = down;
        tellMotion();
        if (surface == null) {
            liftedIfLoose();
            return;
        }
        if (down) {
            downSerial = manager.seat().actionSerial(client(), true);
            each(tool -> tool.sendDown(downSerial));
        } else {
            each(ZwpTabletToolV2Resource::sendUp);
            liftedIfLoose();
        }
    }

    /** {@code button}: a code of linux/input-event-codes.h. */
    public void button(int button, boolean pressed) {
        int index = buttons.indexOf(button);
        if (tablet == null || pressed == index >= 0) {
            return;
        }
        tellMotion();
        int buttonSerial = surface == null ? 0 : manager.seat().actionSerial(client(), pressed);
        if (pressed) {
            buttons.add(button);
            buttonSerials.add(buttonSerial);
        } else {
            buttons.remove(index);
            buttonSerials.remove(index);
        }
        if (surface != null) {
            each(tool -> tool.sendButton(buttonSerial, button, pressed
                    ? ZwpTabletToolV2.ButtonState.PRESSED
                    : ZwpTabletToolV2.ButtonState.RELEASED));
        }
        liftedIfLoose();
    }

    /** From 0 to 1. */
    public void pressure(double value) {
        if (listens()) {
            each(tool -> tool.sendPressure(scaled(value, 0)));
        }
    }

    /** From 0 to 1. */
    public void distance(double value) {
        if (listens()) {
            each(tool -> tool.sendDistance(scaled(value, 0)));
        }
    }

    /** Degrees from upright. */
    public void tilt(double degreesX, double degreesY) {
        if (listens()) {
            each(tool -> tool.sendTilt(degreesX, degreesY));
        }
    }

    /** Degrees clockwise. */
    public void rotation(double degrees) {
        if (listens()) {
            each(tool -> tool.sendRotation(degrees));
        }
    }

    /** From -1 to 1. */
    public void slider(double value) {
        if (listens()) {
            each(tool -> tool.sendSlider(scaled(value, -1)));
        }
    }

    public void wheel(double degrees, int clicks) {
        if (listens()) {
            each(tool -> tool.sendWheel(degrees, clicks));
        }
    }

    /** It is near no tablet any more; this ends a group of events. */
    public void proximityOut(int timeMs) {
        lastTime = timeMs;
        if (isDown) {
            tip(false);
        }
        for (int button : List.copyOf(buttons)) {
            button(button, false);
        }
        leave();
        tablet = null;
    }

    /** Ends a group of events that belong together. */
    public void frame(int timeMs) {
        lastTime = timeMs;
        if (frameDue && surface != null) {
            each(tool -> tool.sendFrame(timeMs));
        }
        frameDue = false;
    }

    /** {@code wp_cursor_shape_device_v1.set_shape}. */
    public void setCursorShape(Client client, int asked, WpCursorShapeDeviceV1.Shape shape) {
        if (isEnteredWith(client, asked)) {
            cursor.setShape(shape);
        }
    }

    /** An extension's object of the tool, which becomes inert with {@code made}. */
    public void attach(Resource object, ZwpTabletToolV2Resource made) {
        Signal.Subscription gone = made.destroyed().add(dead -> object.makeInert());
        object.destroyed().add(dead -> gone.remove());
    }

    void setCursor(ZwpTabletToolV2Resource resource, int asked, Surface image, int hotspotX,
            int hotspotY) {
        cursor.set(resource, image, hotspotX, hotspotY, isEnteredWith(resource.client(), asked));
    }

    /** The tool was taken out of the manager. */
    void end() {
        cursor.reset();
        ended.emit(this);
    }

    private boolean isEnteredWith(Client client, int asked) {
        return surface != null && client() == client && asked == serial;
    }

    private void leave() {
        if (surface == null) {
            return;
        }
        if (client().isAlive()) {
            tellMotion();
            if (isDown) {
                each(ZwpTabletToolV2Resource::sendUp);
            }
            each(ZwpTabletToolV2Resource::sendProximityOut);
            int timeMs = lastTime;
            each(tool -> tool.sendFrame(timeMs));
        }
        frameDue = false;
        motionHeld = false;
        surface = null;
        unmapped.remove();
        destroyed.remove();
        cursor.reset();
    }

    private void tellMotion() {
        if (motionHeld && surface != null) {
            motionHeld = false;
            each(tool -> tool.sendMotion(x, y));
        }
    }

    /** To be called when less may be held down than before. */
    private void liftedIfLoose() {
        if (isHeld()) {
            return;
        }
        ContactGrab last = grab;
        taken = false;
        grab = null;
        if (last != null) {
            last.lifted(lastTime);
        }
    }

    private boolean listens() {
        return surface != null && !client().isCongested();
    }

    private Client client() {
        return surface.resource().client();
    }

    private void each(Consumer<ZwpTabletToolV2Resource> event) {
        eachWithTablet((tool, on) -> event.accept(tool));
    }

    /** Those of the client's objects that know the tablet too. */
    private void eachWithTablet(BiConsumer<ZwpTabletToolV2Resource, ZwpTabletV2Resource> event) {
        List<TabletSeat> seats = manager.seats();
        for (int i = 0; i < seats.size(); i++) {
            TabletSeat seat = seats.get(i);
            if (seat.client() == client() && seat.of(this) != null && seat.of(tablet) != null) {
                event.accept(seat.of(this), seat.of(tablet));
                frameDue = true;
            }
        }
    }

    private static int scaled(double value, int least) {
        return (int) Math.round(Math.max(least, Math.min(1, value)) * MAX_VALUE);
    }
}
