/**
 * {@code wp_security_context_manager_v1}: sockets whose clients are known to be sandboxed. What such clients may
 * see is for others to decide.
 *
 * <p>Imports {@code protocol}.
 */
package org.breakwater.compositor.securitycontext;
