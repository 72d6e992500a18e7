/**
 * What a tool that is performed outside of the daemon, by a program or a client, says while it is
 * at work, and what it is told.
 *
 * <p>Messages are the same whoever performs it; how they travel is a matter of the packages that
 * use this one. Refuses: processes, connections.
 *
 * <p>Uses the port, {@code fermata.daemon.tool.builtin}, {@code fermata.definition.selector} and
 * {@code fermata.engine.run}.
 */
@NullMarked
package fermata.daemon.tool.talk;

import org.jspecify.annotations.NullMarked;
