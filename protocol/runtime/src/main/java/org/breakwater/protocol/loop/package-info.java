/**
 * The event loop: one thread, file descriptors by epoll, timers on an injected clock, idle tasks and a tail.
 *
 * <p>A turn of the loop is: wait, handle what is ready, fire due timers, run idle tasks, then emit
 * {@link org.breakwater.protocol.loop.EventLoop#turnEnd()}, where outputs are redrawn and clients flushed.
 * Nothing thrown by a callback leaves the loop.
 *
 * <p>Imports Netty's epoll transport and nothing else of the project.
 */
package org.breakwater.protocol.loop;
