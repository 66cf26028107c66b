package org.breakwater.compositor;

/**
 * What the compositor holds on behalf of its clients, right now. Without clients every number is zero.
 *
 * @param objects live protocol objects
 * @param fds descriptors of pools, and those that came and were not claimed
 * @param mappings client files mapped; {@code mappedBytes}: their length together
 * @param textures contents of surfaces on the GPU; {@code textureBytes}: their pixels
 */
public record Ledger(int clients, int objects, int surfaces, int pools, int buffers, int fds,
        int mappings, long mappedBytes, int textures, long textureBytes) {
    public static final Ledger ZERO = new Ledger(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
