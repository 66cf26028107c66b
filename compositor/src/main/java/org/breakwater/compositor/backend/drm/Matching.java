package org.breakwater.compositor.backend.drm;

import java.util.Arrays;

/** Gives as many as can be their own one of the things that they can use (a matching of the largest size). */
final class Matching {
    private final boolean[][] usable;
    private final int[] userOf;
    private final boolean[] visited;

    private Matching(boolean[][] usable, int things) {
        this.usable = usable;
        this.userOf = new int[things];
        this.visited = new boolean[things];
        Arrays.fill(userOf, -1);
    }

    /**
     * Who gets which.
     *
     * @param usable for each user, for each thing, whether it can be used; the first users come first
     * @param preferred the thing that each user has had so far, or -1
     * @return for each user a thing, or -1: there are not enough
     */
    static int[] of(boolean[][] usable, int things, int[] preferred) {
        Matching matching = new Matching(usable, things);
        boolean[] settled = new boolean[usable.length];
        for (int user = 0; user < usable.length; user++) {
            int thing = preferred[user];
            if (thing >= 0 && usable[user][thing] && matching.userOf[thing] < 0) {
                matching.userOf[thing] = user;
                settled[user] = true;
            }
        }
        for (int user = 0; user < usable.length; user++) {
            if (!settled[user]) {
                Arrays.fill(matching.visited, false);
                matching.settle(user);
            }
        }
        int[] thingOf = new int[usable.length];
        Arrays.fill(thingOf, -1);
        for (int thing = 0; thing < things; thing++) {
            if (matching.userOf[thing] >= 0) {
                thingOf[matching.userOf[thing]] = thing;
            }
        }
        return thingOf;
    }

    /** Finds a free one, or one whose user can take another. */
    private boolean settle(int user) {
        for (int thing = 0; thing < userOf.length; thing++) {
            if (!usable[user][thing] || visited[thing]) {
                continue;
            }
            visited[thing] = true;
            if (userOf[thing] < 0 || settle(userOf[thing])) {
                userOf[thing] = user;
                return true;
            }
        }
        return false;
    }
}
