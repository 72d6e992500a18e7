/**
 * The commands: what each takes, and what it does with it.
 *
 * <p>One class each. A command reads its arguments, calls the daemon or looks at files, and says
 * how it ended; how things are shown is for the packages below. picocli is used here and nowhere
 * else, and without its annotations: reading those by reflection takes longer than everything else
 * that a command does before its first call.
 *
 * <p>Uses everything else of {@code fermata.cli}, and {@code fermata.client}.
 */
@NullMarked
package fermata.cli.command;

import org.jspecify.annotations.NullMarked;
