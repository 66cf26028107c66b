package org.breakwater.protocol.server;

/**
 * What is held for a client. Whoever keeps something for it says so with {@link #charge}, and gives the
 * same back with {@link #discharge} when it lets go, even after the client has gone. What is charged
 * counts in the account of all clients together too; when that is over its limit, the client that holds
 * the most of it ends. Loop thread; nothing here allocates.
 */
public final class Account {
    private final Client client;
    private final Account total;
    private Quotas quotas;
    private final long[] held = new long[Held.KINDS];

    Account(Client client, Account total, Quotas quotas) {
        this.client = client;
        this.total = total;
        this.quotas = quotas;
    }

    /** An account of nobody's: it only counts. */
    public static Account unlimited() {
        return new Account(null, null, Quotas.unlimited());
    }

    /** Who is over one of these already may keep it, and ends when it asks for more. */
    void setQuotas(Quotas next) {
        quotas = next;
    }

    public long held(Held kind) {
        return held[kind.ordinal()];
    }

    public long limit(Held kind) {
        return quotas.limit(kind);
    }

    /**
     * The client asked for something to be held. Throws, and charges nothing, when that is past the
     * quota: to be called by a request of this client, before anything is done.
     */
    public void charge(Held kind, long amount) {
        if (held(kind) + amount > quotas.limit(kind)) {
            throw client.overQuota(kind, quotas.limit(kind));
        }
        count(kind, amount);
        watchTotal(kind);
    }

    /**
     * Something is held that the client did not ask for just now. Past the quota the client ends, after
     * the current callback.
     */
    public void impose(Held kind, long amount) {
        count(kind, amount);
        if (amount > 0 && held(kind) > quotas.limit(kind)) {
            client.endOverQuota(kind, quotas.limit(kind));
        }
        watchTotal(kind);
    }

    /** Counts without a quota: what is charged in another form, or what {@link #impose} sees later. */
    public void count(Held kind, long amount) {
        held[kind.ordinal()] += amount;
        if (total != null) {
            total.count(kind, amount);
        }
    }

    public void discharge(Held kind, long amount) {
        if (amount > held(kind)) {
            throw new IllegalStateException("gave back " + amount + " of " + held(kind) + " " + kind.label());
        }
        count(kind, -amount);
    }

    private void watchTotal(Held kind) {
        if (total != null && total.held(kind) > total.limit(kind)) {
            client.display().relieve(kind);
        }
    }

    public boolean isEmpty() {
        for (int i = 0; i < held.length; i++) {
            if (held[i] != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Held kind : Held.values()) {
            if (held(kind) != 0) {
                text.append(text.length() == 0 ? "" : " ").append(kind.label()).append('=').append(held(kind));
            }
        }
        return text.toString();
    }
}
