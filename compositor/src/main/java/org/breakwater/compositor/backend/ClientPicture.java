package org.breakwater.compositor.backend;

import org.breakwater.protocol.loop.Signal;
import org.breakwater.render.Dmabuf;

/**
 * A picture that a client has drawn into memory that devices share, so that an output may show it where it is. Loop
 * thread.
 */
public interface ClientPicture {
    /** The descriptors in it are the picture's: open until it is {@link #gone}. */
    Dmabuf dmabuf();

    /** An output shows it, or is about to: until as many calls of {@link #giveBack} the client does not get it back. */
    void lend();

    /** Ends what one call of {@link #lend} began; what it was made of may go with that. */
    void giveBack();

    /** Nobody has it any more, and nobody shows it; emitted once. What was made of it is to be freed. */
    Signal<ClientPicture> gone();
}
