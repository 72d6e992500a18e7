/**
 * The {@code fermata} command: the process around the commands.
 *
 * <p>Streams, environment and exit code belong to {@link fermata.cli.Main} and are handed on, so
 * that every command can be run inside a test. What a command does is in {@code
 * fermata.cli.command}.
 *
 * <p>Uses {@code fermata.cli.command}, {@code fermata.cli.console} and {@code fermata.client}.
 */
@NullMarked
package fermata.cli;

import org.jspecify.annotations.NullMarked;
