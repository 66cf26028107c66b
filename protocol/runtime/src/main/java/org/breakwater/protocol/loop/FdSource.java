package org.breakwater.protocol.loop;

import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;

/**
 * One descriptor watched by the loop, level-triggered. It does not own the descriptor: close the
 * source first, the descriptor after.
 */
public final class FdSource implements AutoCloseable {
    public static final int READABLE = 0x001;
    public static final int WRITABLE = 0x004;
    public static final int ERROR = 0x008;
    public static final int HANGUP = 0x010;

    private final EventLoop loop;
    private final FdHandler handler;
    private final Handle handle;
    private IoRegistration registration;
    private int events = -1;
    private boolean closed;

    FdSource(EventLoop loop, int fd, FdHandler handler) {
        this.loop = loop;
        this.handler = handler;
        this.handle = new Handle(new FileDescriptor(fd));
    }

    void register(int initialEvents) {
        registration = loop.register(handle);
        try {
            watch(initialEvents);
        } catch (RuntimeException refused) {    // by the kernel: not a descriptor that it can watch
            close();
            throw refused;
        }
    }

    /** Changes what is waited for; errors and hang-ups are always reported. */
    public void watch(int newEvents) {
        if (!closed && newEvents != events) {
            events = newEvents;
            registration.submit(EpollIoOps.valueOf(newEvents | ERROR));
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            registration.cancel();
        }
    }

    private final class Handle implements EpollIoHandle {
        private final FileDescriptor descriptor;

        Handle(FileDescriptor descriptor) {
            this.descriptor = descriptor;
        }

        @Override
        public FileDescriptor fd() {
            return descriptor;
        }

        @Override
        public void handle(IoRegistration ignored, IoEvent event) {
            if (closed) {
                return;
            }
            loop.woke();
            try {
                handler.ready(((EpollIoEvent) event).ops().value());
            } catch (Throwable thrown) {
                loop.failed("a callback of a descriptor", thrown);
            }
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
