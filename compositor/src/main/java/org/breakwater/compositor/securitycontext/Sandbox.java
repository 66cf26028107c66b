package org.breakwater.compositor.securitycontext;

/**
 * Where a sandboxed client runs, as its sandbox says.
 *
 * @param engine what the sandbox is made with, as {@code org.flatpak}
 * @param appId which application is in it; empty where it was not said, as is {@code instanceId}
 * @param instanceId which of the application's sandboxes it is
 */
public record Sandbox(String engine, String appId, String instanceId) {
}
