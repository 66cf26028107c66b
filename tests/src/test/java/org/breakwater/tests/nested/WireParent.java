package org.breakwater.tests.nested;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.breakwater.protocol.wire.Connection;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.protocol.wire.MessageReader;
import org.breakwater.protocol.wire.MessageSpec;
import org.breakwater.protocol.wire.MessageWriter;
import org.breakwater.protocol.wire.SocketIo;
import org.breakwater.protocol.wire.UnixSocket;
import org.breakwater.render.DrmFormat;
import org.breakwater.shm.Memfd;

/**
 * The outline of a compositor, on a thread of its own: it speaks the wire, shows nothing, and behaves as badly as it
 * is told to. A window's first commit is answered by a configure, others by a release of the buffer before and the end
 * of their frame callbacks. All methods but {@link #close} may be called from any thread.
 */
final class WireParent implements AutoCloseable {
    private static final int FIRST_OWN_ID = 0xff000000;
    private static final int XRGB8888 = DrmFormat.code("XR24");

    /** What becomes of dmabufs that are offered. */
    enum Answer { CREATED, FAILED, NONE }

    private final Map<Integer, String> objects = new HashMap<>();
    private final Map<Integer, Buffer> buffers = new HashMap<>();
    private final Map<Integer, Long> modifiers = new HashMap<>();       // of params
    private final ArrayDeque<Integer> callbacks = new ArrayDeque<>();
    private final ArrayDeque<Integer> held = new ArrayDeque<>();        // buffers that were attached
    private final List<Question> unanswered = new ArrayList<>();
    private final Map<String, Integer> globals = new TreeMap<>(Map.of("wl_compositor", 6, "wl_shm", 1,
            "xdg_wm_base", 5, "wl_seat", 5, "zwp_pointer_constraints_v1", 1,
            "zwp_relative_pointer_manager_v1", 1, "zwp_linux_dmabuf_v1", 5));
    private final Map<String, Integer> counts = new HashMap<>();
    private final Fd listening;
    private final Thread thread;
    private Connection connection;
    private List<Long> offered = List.of(0L);
    private long device;
    private Answer answer = Answer.CREATED;
    private boolean releasing = true;
    private boolean ticking = true;
    private boolean deaf;
    private boolean open = true;
    private int pending;
    private int attached;
    private int nextId = FIRST_OWN_ID;
    private int serial;
    private int scale = 1;
    private int width;
    private int height;
    private String shown = "";
    private RuntimeException broken;

    private record Question(int params, int width, int height) {
    }

    private record Buffer(String kind, int width, int height) {
    }

    /** {@code device}: the {@code dev_t} that it says reads buffers. */
    WireParent(Path socket, long device) throws IOException {
        this.device = device;
        listening = UnixSocket.listen(socket);
        thread = new Thread(this::run, "wire-parent");
    }

    void start() {
        thread.start();
    }

    /** Before it starts. */
    WireParent with(String global, int version) {
        if (version == 0) {
            globals.remove(global);
        } else {
            globals.put(global, version);
        }
        return this;
    }

    /** Its buffers' layouts and device, as it says from now on; a window that exists is told. */
    synchronized void offer(long from, Long... layouts) {
        device = from;
        offered = List.of(layouts);
        find("zwp_linux_dmabuf_feedback_v1").forEach(this::sendFeedback);
        flush();
    }

    synchronized void setAnswer(Answer now) {
        answer = now;
    }

    /** Answers, as it does now, what it has not answered. */
    synchronized void answer() {
        List<Question> all = List.copyOf(unanswered);
        unanswered.clear();
        all.forEach(each -> offeredBuffer(each.params(), each.width(), each.height()));
        flush();
    }

    /** Whether buffers are let go of; those that were kept are, when it begins. */
    synchronized void setReleasing(boolean now) {
        releasing = now;
        releaseOthers();
        flush();
    }

    /** Whether frame callbacks end; those that were kept do, when it begins. */
    synchronized void setTicking(boolean now) {
        ticking = now;
        tick();
        flush();
    }

    /** Whether it reads nothing, as one that is stopped. */
    synchronized void setDeaf(boolean now) {
        deaf = now;
    }

    /** Has the first window take another size. */
    synchronized void resize(int newWidth, int newHeight) {
        width = newWidth;
        height = newHeight;
        configure();
        flush();
    }

    /** The last buffer that was committed: its kind, layout and size, and its scale if that is not 1. */
    synchronized String shown() {
        return shown;
    }

    /** How often a request was made. */
    synchronized int count(String request) {
        return counts.getOrDefault(request, 0);
    }

    /** Objects of an interface that there are. */
    synchronized List<Integer> find(String interfaceName) {
        return objects.entrySet().stream().filter(each -> each.getValue().equals(interfaceName))
                .map(Map.Entry::getKey).sorted(Integer::compareUnsigned).toList();
    }

    /** All objects that there are. */
    synchronized List<Integer> objects() {
        return objects.keySet().stream().sorted(Integer::compareUnsigned).toList();
    }

    synchronized String interfaceOf(int object) {
        return objects.get(object);
    }

    /** A new object of its own. */
    synchronized int adopt(String interfaceName) {
        int id = nextId++;
        objects.put(id, interfaceName);
        buffers.put(id, new Buffer("stray", 1, 1));
        return id;
    }

    /** Whether the window has hung up. */
    synchronized boolean isLeft() {
        return connection == null && !open;
    }

    /** Says something: an event to an object. */
    synchronized void send(int object, int opcode, Consumer<MessageWriter> arguments) {
        if (connection == null) {
            return;
        }
        MessageWriter writer = connection.writer();
        writer.begin(object, opcode);
        arguments.accept(writer);
        writer.end();
    }

    /** Says something to the first object of an interface, which ends it. */
    synchronized void sendLast(String interfaceName, int opcode, Consumer<MessageWriter> arguments) {
        int object = find(interfaceName).get(0);
        send(object, opcode, arguments);
        end(object);
        flush();
    }

    synchronized void flush() {
        try {
            if (connection != null) {
                connection.flush();
            }
        } catch (IOException gone) {
            left();
        }
    }

    /** Bytes that it has said and the other end has not taken. */
    synchronized int unsent() {
        return connection == null ? 0 : connection.pendingOutput();
    }

    @Override
    public void close() {
        synchronized (this) {
            left();
        }
        try {
            UnixSocket.refuse(listening);
            thread.join();
        } catch (InterruptedException stop) {
            throw new AssertionError(stop);
        } finally {
            listening.close();
        }
        if (broken != null) {
            throw broken;
        }
    }

    private void run() {
        try {
            Fd socket = null;
            while (isOpen() && socket == null) {
                UnixSocket.await(listening, false, 10);
                socket = UnixSocket.accept(listening);
            }
            accepted(socket);
            while (isOpen()) {
                UnixSocket.await(socket, false, 2);
                turn();
            }
        } catch (IOException ended) {
            synchronized (this) {
                left();
            }
        } catch (RuntimeException failure) {
            synchronized (this) {
                broken = failure;
                left();
            }
        }
    }

    private synchronized boolean isOpen() {
        return open;
    }

    private synchronized void accepted(Fd socket) {
        connection = socket == null ? null : new Connection(socket, new SocketIo());
        objects.put(1, "wl_display");
    }

    private synchronized void left() {
        open = false;
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    private synchronized void turn() throws IOException {
        if (deaf || connection == null) {
            return;
        }
        Connection.Received received;
        do {
            received = connection.receive();
            while (connection.next()) {
                request();
            }
        } while (received == Connection.Received.DATA);
        if (received == Connection.Received.CLOSED) {
            left();
        }
        flush();
    }

    private void request() {
        int id = connection.objectId();
        String name = objects.get(id);
        if (name == null) {
            throw new IllegalStateException("a request to " + Integer.toUnsignedString(id));
        }
        MessageSpec spec = Specs.of(name).request(connection.opcode());
        List<Object> arguments = decode(spec);
        String request = name + "." + spec.name();
        counts.merge(request, 1, Integer::sum);
        handle(id, request, arguments);
        arguments.forEach(each -> {
            if (each instanceof Fd fd) {
                fd.close();
            }
        });
        if (spec.destructor()) {
            end(id);
        }
    }

    private List<Object> decode(MessageSpec spec) {
        MessageReader in = connection.reader();
        List<Object> arguments = new ArrayList<>();
        int place = 0;
        for (char letter : spec.signature().replace("?", "").toCharArray()) {
            arguments.add(switch (letter) {
                case 's' -> String.valueOf(in.readNullableString());
                case 'a' -> in.readArray();
                case 'h' -> in.readFd();
                case 'f' -> in.readFixed();
                default -> in.readInt();
            });
            String made = letter == 'n' ? spec.argumentInterface(place) : null;
            if (made != null) {
                objects.put((Integer) arguments.get(arguments.size() - 1), made);
            }
            place++;
        }
        return arguments;
    }

    private void handle(int id, String request, List<Object> with) {
        switch (request) {
            case "wl_display.get_registry" -> {
                int name = 0;
                for (Map.Entry<String, Integer> global : globals.entrySet()) {
                    int number = ++name;
                    send((Integer) with.get(0), 0, out -> {
                        out.putUint(number);
                        out.putString(global.getKey());
                        out.putUint(global.getValue());
                    });
                }
            }
            case "wl_display.sync" -> endCallback((Integer) with.get(0));
            case "wl_registry.bind" -> bound((Integer) with.get(3), (String) with.get(1), (Integer) with.get(2));
            case "zwp_linux_dmabuf_v1.get_surface_feedback" -> sendFeedback((Integer) with.get(0));
            case "wl_shm_pool.create_buffer" -> buffers.put((Integer) with.get(0),
                    new Buffer("shm", (Integer) with.get(2), (Integer) with.get(3)));
            case "zwp_linux_buffer_params_v1.add" -> modifiers.put(id,
                    (long) (Integer) with.get(4) << 32 | Integer.toUnsignedLong((Integer) with.get(5)));
            case "zwp_linux_buffer_params_v1.create" ->
                    offeredBuffer(id, (Integer) with.get(0), (Integer) with.get(1));
            case "wl_surface.attach" -> pending = (Integer) with.get(0);
            case "wl_surface.set_buffer_scale" -> scale = (Integer) with.get(0);
            case "wl_surface.frame" -> callbacks.add((Integer) with.get(0));
            case "wl_surface.commit" -> committed();
            default -> { }
        }
    }

    private void bound(int id, String name, int version) {
        objects.put(id, name);
        if (name.equals("wl_seat")) {
            send(id, 0, out -> out.putUint(1));         // a pointer
        } else if (name.equals("wp_presentation")) {
            send(id, 0, out -> out.putUint(1));         // times of the monotonic clock
        } else if (name.equals("zwp_linux_dmabuf_v1") && version == 3) {
            for (long modifier : offered) {
                send(id, 1, out -> {
                    out.putUint(XRGB8888);
                    out.putUint((int) (modifier >>> 32));
                    out.putUint((int) modifier);
                });
            }
        }
    }

    private void sendFeedback(int id) {
        ByteBuffer table = ByteBuffer.allocateDirect(16 * offered.size()).order(ByteOrder.nativeOrder());
        ByteBuffer indices = ByteBuffer.allocate(2 * offered.size()).order(ByteOrder.nativeOrder());
        for (int i = 0; i < offered.size(); i++) {
            table.putInt(XRGB8888).putInt(0).putLong(offered.get(i));
            indices.putShort((short) i);
        }
        byte[] number = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putLong(device).array();
        try (Memfd file = Memfd.sealed("table", table.flip())) {
            send(id, 1, out -> {
                out.putFd(file.fd());
                out.putUint(table.limit());
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        send(id, 2, out -> out.putArray(number));
        send(id, 4, out -> out.putArray(number));
        send(id, 6, out -> out.putUint(0));
        send(id, 5, out -> out.putArray(indices.array()));
        send(id, 3, out -> { });
        send(id, 0, out -> { });
    }

    private void offeredBuffer(int params, int itsWidth, int itsHeight) {
        if (answer == Answer.NONE) {
            unanswered.add(new Question(params, itsWidth, itsHeight));
        } else if (answer == Answer.FAILED) {
            send(params, 1, out -> { });
        } else {
            int id = adopt("wl_buffer");
            buffers.put(id, new Buffer("dmabuf " + Long.toHexString(modifiers.get(params)), itsWidth, itsHeight));
            send(params, 0, out -> out.putNewId(id));
        }
    }

    private void committed() {
        if (pending == 0 && attached == 0) {
            configure();
            return;
        }
        if (pending != 0) {
            Buffer buffer = buffers.get(pending);
            shown = buffer.kind() + " " + buffer.width() + "x" + buffer.height();
            attached = pending;
            shown += scale == 1 ? "" : " scale " + scale;
            held.remove(pending);
            held.add(pending);
            pending = 0;
            releaseOthers();
        }
        tick();
    }

    private void configure() {
        find("xdg_toplevel").stream().limit(1).forEach(id -> send(id, 0, out -> {
            out.putInt(width);
            out.putInt(height);
            out.putArray(new byte[0]);
        }));
        find("xdg_surface").stream().limit(1).forEach(id -> send(id, 0, out -> out.putUint(++serial)));
    }

    private void releaseOthers() {
        while (releasing && held.size() > 1) {
            int id = held.remove();
            if (objects.containsKey(id)) {
                send(id, 0, out -> { });
            }
        }
    }

    private void tick() {
        while (ticking && !callbacks.isEmpty()) {
            endCallback(callbacks.remove());
        }
    }

    private void endCallback(int id) {
        if (objects.containsKey(id)) {
            send(id, 0, out -> out.putUint(0));
            end(id);
        }
    }

    /** An object is no more. */
    synchronized void end(int id) {
        objects.remove(id);
        buffers.remove(id);
        modifiers.remove(id);
        held.remove(id);
        if (Integer.compareUnsigned(id, FIRST_OWN_ID) < 0) {
            send(1, 1, out -> out.putUint(id));
        }
    }
}
