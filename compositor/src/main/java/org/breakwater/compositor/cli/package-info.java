/** The subcommands of {@code breakwater} that talk to a running compositor or to nobody. */
package org.breakwater.compositor.cli;
