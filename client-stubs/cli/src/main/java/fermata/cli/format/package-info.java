/**
 * Gives files their layout: reads, formats, writes them back, and shows what became of them.
 *
 * <p>What the layout is belongs to {@link fermata.definition.format}; finding and reading files,
 * and showing problems, to {@link fermata.cli.check}. Needs no daemon.
 *
 * <p>Uses {@code fermata.definition}, {@code fermata.cli.check} and {@code fermata.cli.console}.
 */
@NullMarked
package fermata.cli.format;

import org.jspecify.annotations.NullMarked;
