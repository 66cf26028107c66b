package org.breakwater.compositor.activation;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.breakwater.protocol.loop.Clock;
import org.breakwater.protocol.server.Client;

/**
 * The tokens that are good now, the oldest first. Of too many, the oldest go; of one client's too many, its own.
 */
final class Tokens {
    static final long LIFETIME_NANOS = 30_000_000_000L;
    static final int MOST_OF_A_CLIENT = 32;
    static final int MOST = 1024;
    private static final int RANDOM_BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Token> tokens = new LinkedHashMap<>();
    private final Clock clock;

    /**
     * {@code byUser}: the owner asked because of what the user did; null is the compositor. {@code presses}: how
     * many there were on the seat by then.
     */
    record Token(Client owner, boolean byUser, long presses, long expires) {
    }

    Tokens(Clock clock) {
        this.clock = clock;
    }

    String issue(Client owner, boolean byUser, long presses) {
        expire();
        makeRoom(owner);
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        String token = HexFormat.of().formatHex(bytes);
        tokens.put(token, new Token(owner, byUser, presses, clock.nanos() + LIFETIME_NANOS));
        return token;
    }

    /** What a token is worth, which is then used up; null when it is none, or no longer. */
    Token use(String token) {
        expire();
        return tokens.remove(token);
    }

    int count() {
        return tokens.size();
    }

    private void makeRoom(Client owner) {
        int own = 0;
        String oldestOwn = null;
        for (Map.Entry<String, Token> entry : tokens.entrySet()) {
            if (entry.getValue().owner() == owner) {
                oldestOwn = oldestOwn == null ? entry.getKey() : oldestOwn;
                own++;
            }
        }
        if (own >= MOST_OF_A_CLIENT) {
            tokens.remove(oldestOwn);
        } else if (tokens.size() >= MOST) {
            tokens.remove(tokens.keySet().iterator().next());
        }
    }

    private void expire() {
        Iterator<Token> oldest = tokens.values().iterator();
        while (oldest.hasNext() && oldest.next().expires() - clock.nanos() <= 0) {
            oldest.remove();
        }
    }
}
