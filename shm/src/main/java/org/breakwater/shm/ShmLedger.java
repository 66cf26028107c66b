package org.breakwater.shm;

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * What clients hold of the compositor through their pools, per client and in total. All of it goes
 * back to zero when they are gone. Loop's thread.
 */
public final class ShmLedger {
    private final Map<Object, Account> accounts = new IdentityHashMap<>();
    private final Account total = new Account(null);
    private long truncationsSeen;

    /** The account of an owner, most often a client; new and empty if it holds nothing. */
    public Account account(Object owner) {
        Account account = accounts.get(owner);
        return account != null ? account : new Account(owner);
    }

    /** The sum over all accounts. */
    public Account total() {
        return total;
    }

    /** The accounts that hold something. */
    public Collection<Account> accounts() {
        return Collections.unmodifiableCollection(accounts.values());
    }

    /** How many reads met the end of a client's file, since the start. */
    public long truncationsSeen() {
        return truncationsSeen;
    }

    void truncationSeen() {
        truncationsSeen++;
    }

    void add(Account account, int pools, int fds, int mappings, long mappedBytes, int buffers) {
        account.add(pools, fds, mappings, mappedBytes, buffers);
        total.add(pools, fds, mappings, mappedBytes, buffers);
        if (account.isEmpty()) {
            accounts.remove(account.owner);
        } else {
            accounts.putIfAbsent(account.owner, account);
        }
    }

    /** One owner's numbers. */
    public static final class Account {
        private final Object owner;
        private int pools;
        private int fds;
        private int mappings;
        private long mappedBytes;
        private int buffers;

        private Account(Object owner) {
            this.owner = owner;
        }

        /** Whose account it is; null for the total. */
        public Object owner() {
            return owner;
        }

        /** Pools whose memory is alive; a pool outlives its protocol object in its buffers. */
        public int pools() {
            return pools;
        }

        /** Descriptors kept open for pools. */
        public int fds() {
            return fds;
        }

        public int mappings() {
            return mappings;
        }

        /** Bytes of address space under the mappings. */
        public long mappedBytes() {
            return mappedBytes;
        }

        public int buffers() {
            return buffers;
        }

        public boolean isEmpty() {
            return pools == 0 && fds == 0 && mappings == 0 && mappedBytes == 0 && buffers == 0;
        }

        private void add(int pools, int fds, int mappings, long mappedBytes, int buffers) {
            this.pools += pools;
            this.fds += fds;
            this.mappings += mappings;
            this.mappedBytes += mappedBytes;
            this.buffers += buffers;
        }

        @Override
        public String toString() {
            return "pools=" + pools + " fds=" + fds + " mappings=" + mappings + " mappedBytes="
                    + mappedBytes + " buffers=" + buffers;
        }
    }
}
