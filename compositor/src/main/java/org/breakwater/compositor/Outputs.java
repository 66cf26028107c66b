package org.breakwater.compositor;

import java.util.List;
import org.breakwater.config.Config;

/** The outputs of a backend. */
interface Outputs extends AutoCloseable {
    /**
     * Another configuration is in force; {@code before} was until now. What cannot be changed while the session goes on
     * is added to {@code later}.
     */
    void configure(Config before, List<String> later);

    /** Before the seat is closed. */
    default void closeInput() {
    }

    @Override
    void close();
}
