/**
 * Programs that are started, watched and ended together with all processes that they start.
 *
 * <p>A program is found again by a mark in its environment, so that what it leaves behind is ended
 * even where it has cut its ties to its parent. Nothing here knows of tools, arguments or results.
 *
 * <p>Uses the JDK and {@code fermata.daemon.platform}.
 */
@NullMarked
package fermata.daemon.tool.process;

import org.jspecify.annotations.NullMarked;
