package org.breakwater.compositor.output;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Display;
import org.breakwater.protocol.server.Global;
import org.breakwater.protocol.server.Resource;
import org.breakwater.render.geometry.Rect;
import org.breakwater.render.geometry.Transform;
import org.breakwater.wayland.WlOutput;
import org.breakwater.wayland.server.WlOutputResource;

/**
 * {@code wl_output} 4: a screen, as clients see it, and its place in the layout. Its name is unique
 * and for life. Everything else may change; a change reaches every object bound to it, those of
 * {@code xdg_output} too, as one set of events that {@code done} completes. Loop thread.
 */
public final class Output implements WlOutputResource.Requests {
    private static final int VERSION = 4;
    /** Objects that one client may have of one output; each costs events at every change. */
    static final int MAX_OBJECTS = 1024;

    private final String name;
    private final String make;
    private final String model;
    private final int physicalWidth;
    private final int physicalHeight;
    private final Global<WlOutputResource> global;
    private final Map<Client, List<WlOutputResource>> resources = new LinkedHashMap<>();
    private final List<XdgOutput> xdgOutputs = new ArrayList<>();
    private final Signal<WlOutputResource> bound = new Signal<>();
    private final Signal<Output> changed = new Signal<>();
    private final Signal<Output> destroyed = new Signal<>();
    private String description;
    private OutputMode mode;
    private OutputScale scale;
    private Transform transform;
    private Rect geometry;
    private boolean gone;

    /**
     * Announces the output, at the layout's origin until it is added to an {@link OutputLayout}.
     *
     * @param name letters, digits and dashes, such as {@code HEADLESS-1}; no other output's
     * @param description for people
     * @param physicalWidthMm 0 where it makes no sense, as is {@code physicalHeightMm}
     * @param scale pixels for each logical unit; rounded to a multiple of 1/120
     * @param transform what a client does to its buffer to fit the hardware
     * @throws IllegalArgumentException when the scale is not positive or absurd
     */
    public Output(Display display, String name, String description, String make, String model,
            int physicalWidthMm, int physicalHeightMm, OutputMode mode, double scale,
            Transform transform) {
        this.name = name;
        this.description = description;
        this.make = make;
        this.model = model;
        this.physicalWidth = physicalWidthMm;
        this.physicalHeight = physicalHeightMm;
        this.mode = mode;
        this.scale = OutputScale.of(scale);
        this.transform = transform;
        this.geometry = sized(0, 0);
        this.global = display.createGlobal(WlOutputResource.TYPE, VERSION, this::bind);
    }

    /** The output that a client's object stands for; null when the object is inert. */
    public static Output of(WlOutputResource resource) {
        return resource.handler() instanceof Output output ? output : null;
    }

    public String name() {
        return name;
    }

    public String description() {
        return description;
    }

    public String make() {
        return make;
    }

    public String model() {
        return model;
    }

    public OutputMode mode() {
        return mode;
    }

    /** Pixels for each logical unit; a multiple of 1/120. */
    public double scale() {
        return scale.value();
    }

    public Transform transform() {
        return transform;
    }

    /** Where it is in the layout; logical coordinates, so scaled and turned. */
    public Rect geometry() {
        return geometry;
    }

    public boolean isDestroyed() {
        return gone;
    }

    /** A client's live objects of this output; a view, in the order in which they were bound. */
    public List<WlOutputResource> resourcesOf(Client client) {
        List<WlOutputResource> list = resources.get(client);
        return list == null ? List.of() : Collections.unmodifiableList(list);
    }

    /** A client has bound it and been told everything. */
    public Signal<WlOutputResource> bound() {
        return bound;
    }

    /** Clients have been told of a new mode, scale, transform, position or description. */
    public Signal<Output> changed() {
        return changed;
    }

    /** It is gone for good; emitted once. */
    public Signal<Output> destroyed() {
        return destroyed;
    }

    public void setMode(OutputMode newMode) {
        configure(newMode, scale(), transform);
    }

    /** Pixels for each logical unit; rounded to a multiple of 1/120. */
    public void setScale(double newScale) {
        configure(mode, newScale, transform);
    }

    public void setTransform(Transform newTransform) {
        configure(mode, scale(), newTransform);
    }

    /** Changes the three together: clients see one change. */
    public void configure(OutputMode newMode, double newScale, Transform newTransform) {
        OutputScale exact = OutputScale.of(newScale);
        boolean modeChanged = !newMode.equals(mode);
        boolean scaleChanged = !exact.equals(scale);
        boolean transformChanged = newTransform != transform;
        mode = newMode;
        scale = exact;
        transform = newTransform;
        Rect old = geometry;
        geometry = sized(old.x(), old.y());
        if (gone || !(modeChanged || scaleChanged || transformChanged)) {
            return;
        }
        forEachResource(resource -> {
            if (transformChanged) {
                sendGeometry(resource);
            }
            if (modeChanged) {
                sendMode(resource);
            }
            if (scaleChanged) {
                sendScale(resource);
            }
        });
        announceChange(old);
    }

    /** {@code wl_output.description}, and that of {@code xdg_output} from version 3. */
    public void setDescription(String newDescription) {
        if (gone || newDescription.equals(description)) {
            return;
        }
        description = newDescription;
        forEachResource(this::sendDescription);
        xdgOutputs.forEach(XdgOutput::sendNewDescription);
        announceChange(geometry);
    }

    /** Withdraws the global; objects that clients still have become inert. */
    public void destroy() {
        if (gone) {
            return;
        }
        gone = true;
        global.remove();
        forEachResource(Resource::makeInert);
        resources.clear();
        xdgOutputs.forEach(XdgOutput::outputDestroyed);
        xdgOutputs.clear();
        destroyed.emit(this);
    }

    /** For the layout. */
    void setPosition(int lx, int ly) {
        Rect old = geometry;
        geometry = sized(lx, ly);
        if (gone || geometry.equals(old)) {
            return;
        }
        forEachResource(this::sendGeometry);
        announceChange(old);
    }

    boolean addXdgOutput(XdgOutput xdgOutput) {
        Client client = xdgOutput.client();
        if (xdgOutputs.stream().filter(x -> x.client() == client).count() >= MAX_OBJECTS) {
            return false;
        }
        return xdgOutputs.add(xdgOutput);
    }

    void removeXdgOutput(XdgOutput xdgOutput) {
        xdgOutputs.remove(xdgOutput);
    }

    @Override
    public void release(WlOutputResource resource) {
        // The runtime ends the object next; see destroyed.
    }

    @Override
    public void destroyed(Resource resource) {
        List<WlOutputResource> list = resources.get(resource.client());
        list.remove(resource);
        if (list.isEmpty()) {
            resources.remove(resource.client());
        }
    }

    @Override
    public String toString() {
        return name;
    }

    private void bind(WlOutputResource resource) {
        List<WlOutputResource> list =
                resources.computeIfAbsent(resource.client(), c -> new ArrayList<>(1));
        if (list.size() >= MAX_OBJECTS) {
            resource.makeInert();
            resource.client().postNoMemory();
            return;
        }
        list.add(resource);
        resource.handle(this);
        sendGeometry(resource);
        sendMode(resource);
        sendScale(resource);
        if (resource.supports(WlOutput.NAME_SINCE)) {
            resource.sendName(name);
        }
        sendDescription(resource);
        sendDone(resource);
        bound.emit(resource);
    }

    /**
     * The properties of {@code wl_output} itself have been sent; {@code old} is the last geometry.
     */
    private void announceChange(Rect old) {
        for (int i = 0; i < xdgOutputs.size(); i++) {
            xdgOutputs.get(i).outputChanged(old);
        }
        forEachResource(Output::sendDone);
        changed.emit(this);
    }

    private void sendGeometry(WlOutputResource resource) {
        resource.sendGeometry(geometry.x(), geometry.y(), physicalWidth, physicalHeight,
                WlOutput.Subpixel.UNKNOWN, make, model,
                WlOutput.Transform.fromWire(transform.wire()));
    }

    private void sendMode(WlOutputResource resource) {
        resource.sendMode(WlOutput.Mode.CURRENT.value(), mode.width(), mode.height(),
                mode.refreshMilliHz());
    }

    private void sendScale(WlOutputResource resource) {
        if (resource.supports(WlOutput.SCALE_SINCE)) {
            resource.sendScale(scale.ceiling());
        }
    }

    private void sendDescription(WlOutputResource resource) {
        if (resource.supports(WlOutput.DESCRIPTION_SINCE)) {
            resource.sendDescription(description);
        }
    }

    static void sendDone(WlOutputResource resource) {
        if (resource.supports(WlOutput.DONE_SINCE)) {
            resource.sendDone();
        }
    }

    private void forEachResource(Consumer<WlOutputResource> action) {
        for (List<WlOutputResource> list : resources.values()) {
            for (int i = 0; i < list.size(); i++) {
                action.accept(list.get(i));
            }
        }
    }

    private Rect sized(int lx, int ly) {
        return new Rect(lx, ly, scale.logicalWidth(mode, transform),
                scale.logicalHeight(mode, transform));
    }
}
