/**
 * What {@code code} nodes are executed by: kinds of runtimes, and the live instances of each
 * session.
 *
 * <p>Which instances there are, who uses one and which has to go is decided here; what a kind does
 * is in the packages below. Knows no agents and no runs.
 *
 * <p>Uses {@code fermata.daemon.tool}, what tools are made of, and {@code fermata.daemon.platform}.
 */
@NullMarked
package fermata.daemon.tool.runtime;

import org.jspecify.annotations.NullMarked;
