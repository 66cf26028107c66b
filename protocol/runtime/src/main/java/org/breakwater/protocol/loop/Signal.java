package org.breakwater.protocol.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * An up-call: whoever is interested subscribes, the owner emits. Not thread-safe; loop thread only.
 *
 * <p>Subscribing or unsubscribing while a value is being emitted is allowed: a new subscriber first
 * hears the next value, a removed one hears nothing more. What a subscriber throws keeps no other from
 * hearing: it is thrown to the emitter when all have heard.
 */
public final class Signal<T> {
    private final List<Consumer<? super T>> subscribers = new ArrayList<>(2);
    private int emitting;
    private boolean holes;

    /** What {@link Signal#add} hands back; removing twice is harmless. */
    public interface Subscription {
        void remove();
    }

    public Subscription add(Consumer<? super T> subscriber) {
        Entry<T> entry = new Entry<>(this, subscriber);
        subscribers.add(entry);
        return entry;
    }

    public void emit(T value) {
        emitting++;
        Throwable failure = null;
        int count = subscribers.size();
        for (int i = 0; i < count; i++) {
            Consumer<? super T> subscriber = subscribers.get(i);
            if (subscriber != null) {
                try {
                    subscriber.accept(value);
                } catch (Throwable thrown) {
                    failure = Failures.join(failure, thrown);
                }
            }
        }
        emitting--;
        if (emitting == 0 && holes) {
            subscribers.removeIf(s -> s == null);
            holes = false;
        }
        Failures.rethrow(failure);
    }

    public boolean isEmpty() {
        for (int i = 0; i < subscribers.size(); i++) {
            if (subscribers.get(i) != null) {
                return false;
            }
        }
        return true;
    }

    private void remove(Entry<T> entry) {
        int index = subscribers.indexOf(entry);
        if (index < 0) {
            return;
        }
        if (emitting > 0) {
            subscribers.set(index, null);
            holes = true;
        } else {
            subscribers.remove(index);
        }
    }

    private record Entry<T>(Signal<T> signal, Consumer<? super T> target)
            implements Consumer<T>, Subscription {
        @Override
        public void accept(T value) {
            target.accept(value);
        }

        @Override
        public void remove() {
            signal.remove(this);
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }
}
