package org.breakwater.compositor.buffer;

import org.breakwater.compositor.backend.ClientPicture;
import org.breakwater.render.Renderer;
import org.breakwater.render.Texture;
import org.breakwater.render.geometry.Rects;

/**
 * The content behind one {@code wl_buffer}. Sizes are in buffer coordinates (pixels). Loop thread.
 *
 * <p>A surface copies what it needs into a texture when the state that brought the buffer is applied, and
 * releases the buffer at once; or it borrows the buffer, or draws the buffer itself, until the next one
 * comes. Until then it holds the buffer, so that the client may destroy the {@code wl_buffer} meanwhile.
 */
public interface ClientBuffer {
    int width();

    int height();

    /** Every pixel covers what is below it. */
    boolean isOpaque();

    /**
     * Whether everything has been drawn into it that its client has asked a device for. A buffer that comes
     * earlier is not looked at before, or the client's device would keep ours waiting.
     */
    default boolean isDrawn() {
        return true;
    }

    /** Runs {@code drawn} once {@link #isDrawn}, perhaps at once; never when the content goes before. */
    default void whenDrawn(Runnable drawn) {
        drawn.run();
    }

    /** Keeps the content readable until {@link #drop}, even when the client destroys the object. */
    void hold();

    void drop();

    /** The client may use the memory again: {@code wl_buffer.release}, if the object is still there. */
    void release();

    /**
     * Brings the content into a texture: the damaged part (buffer coordinates) of it into {@code previous},
     * where that fits; else all of it into a new one. {@code previous} may be null; the caller owns both, and
     * closes the one that is not used any more.
     */
    Texture upload(Renderer renderer, Texture previous, Rects damage);

    /**
     * The texture that the buffer is: nothing is brought anywhere. The buffer owns it, so the caller goes on
     * holding the buffer while it draws, and does not release it before the next. Null where there is no such
     * texture; where there is, there is no {@link #upload}.
     *
     * @param damage where the client has drawn since the last time; null: anywhere
     */
    default Texture shared(Rects damage) {
        return null;
    }

    /** What an output may show as it is, where the buffer is such a picture; else null. */
    default ClientPicture picture() {
        return null;
    }

    /**
     * As {@link #upload}, but nothing is copied: the texture reads the buffer whenever it is drawn, so the
     * caller goes on holding it, and does not release it before the next. Null where there is no such
     * texture.
     */
    default Texture borrow(Renderer renderer, Texture previous, Rects damage) {
        return null;
    }
}
