/**
 * What {@code fermata daemon} does beside asking the daemon: streams that lead to it, and files
 * that tell others how to start it.
 *
 * <p>Uses {@code fermata.client}, {@code fermata.wire} and {@code fermata.cli.console}.
 */
@NullMarked
package fermata.cli.daemon;

import org.jspecify.annotations.NullMarked;
