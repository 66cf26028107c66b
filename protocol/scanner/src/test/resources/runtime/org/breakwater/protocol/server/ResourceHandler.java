package org.breakwater.protocol.server;

public interface ResourceHandler {
}
