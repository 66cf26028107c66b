package org.breakwater.render.gl;

/** What has objects of its own in a GL context. */
interface ContextObject {
    /** That context is lost, with everything in it; another one is current. */
    void contextLost();
}
