/**
 * The tools runner: calls tools for whoever asks, and knows no agents.
 *
 * <p>{@link fermata.daemon.tool.ToolRunner} is the port that the rest of the daemon uses. How a
 * call ends is data, never an exception; a call that was started always ends.
 *
 * <p>Uses {@code fermata.definition.tool}, {@code fermata.engine.run}, {@code
 * fermata.daemon.platform}, the JDK, Jackson's tree and SLF4J.
 */
@NullMarked
package fermata.daemon.tool;

import org.jspecify.annotations.NullMarked;
