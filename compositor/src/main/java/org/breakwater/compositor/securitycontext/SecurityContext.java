package org.breakwater.compositor.securitycontext;

import org.breakwater.protocol.server.Held;
import org.breakwater.protocol.server.Resource;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.wayland.WpSecurityContextV1.Error;
import org.breakwater.wayland.server.WpSecurityContextV1Resource;

/** {@code wp_security_context_v1}: what is said of a socket before it is committed. It owns the descriptors till then. */
final class SecurityContext implements WpSecurityContextV1Resource.Requests {
    private final SecurityContexts contexts;
    private final WpSecurityContextV1Resource resource;
    private final Fd listenFd;
    private final Fd closeFd;
    private String engine;
    private String appId;
    private String instanceId;
    private boolean committed;

    SecurityContext(SecurityContexts contexts, WpSecurityContextV1Resource resource, Fd listenFd, Fd closeFd) {
        this.contexts = contexts;
        this.resource = resource;
        this.listenFd = listenFd;
        this.closeFd = closeFd;
    }

    @Override
    public void setSandboxEngine(WpSecurityContextV1Resource self, String name) {
        requireUnset(engine);
        engine = name;
    }

    @Override
    public void setAppId(WpSecurityContextV1Resource self, String name) {
        requireUnset(appId);
        appId = name;
    }

    @Override
    public void setInstanceId(WpSecurityContextV1Resource self, String name) {
        requireUnset(instanceId);
        instanceId = name;
    }

    @Override
    public void commit(WpSecurityContextV1Resource self) {
        requireUncommitted();
        if (engine == null || engine.isEmpty()) {
            throw resource.error(Error.INVALID_METADATA, "the sandbox engine was not said");
        }
        if (contexts.isFull()) {
            resource.client().postNoMemory();
            return;
        }
        committed = true;
        contexts.open(new Sandbox(engine, appId == null ? "" : appId, instanceId == null ? "" : instanceId),
                resource.client().account(), listenFd, closeFd);
    }

    @Override
    public void destroy(WpSecurityContextV1Resource self) {
        // The runtime ends the object next; see destroyed.
    }

    @Override
    public void destroyed(Resource self) {
        if (!committed) {
            listenFd.close();
            closeFd.close();
            resource.client().account().discharge(Held.FDS, SandboxSocket.FDS);
        }
    }

    private void requireUnset(String value) {
        requireUncommitted();
        if (value != null) {
            throw resource.error(Error.ALREADY_SET, "it was set to %s before", value);
        }
    }

    private void requireUncommitted() {
        if (committed) {
            throw resource.error(Error.ALREADY_USED, "%s was committed", resource);
        }
    }
}
