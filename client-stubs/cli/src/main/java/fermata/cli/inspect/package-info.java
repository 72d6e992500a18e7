/**
 * A run as a tree: its steps with what they did, how long it took and what it cost.
 *
 * <p>Put together from the events of the run, which are the truth; nothing is asked of the daemon
 * beside them. Uses {@code fermata.cli.console} and {@code fermata.cli.value}.
 */
@NullMarked
package fermata.cli.inspect;

import org.jspecify.annotations.NullMarked;
