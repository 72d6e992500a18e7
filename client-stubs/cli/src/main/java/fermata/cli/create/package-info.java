/**
 * New definitions, made from templates.
 *
 * <p>A template is a whole definition that checks and runs; only its name is changed. Never writes
 * over a file.
 *
 * <p>Uses {@code fermata.definition} and {@code fermata.cli.console}.
 */
@NullMarked
package fermata.cli.create;

import org.jspecify.annotations.NullMarked;
