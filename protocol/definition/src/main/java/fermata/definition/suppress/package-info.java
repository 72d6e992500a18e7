/**
 * Problems that the author of a file has said not to be told of, in comments of the file.
 *
 * <p>{@code # fermata: ignore F2101} is about its own line, or about the next one where it stands
 * alone; {@code # fermata: ignore-file F2101} is about the whole file. An error is never left out,
 * because the daemon refuses the file for it. What leaves out nothing is a problem of its own.
 *
 * <p>Knows codes, not rules. Uses {@code fermata.definition.text} and {@code .yaml}.
 */
@NullMarked
package fermata.definition.suppress;

import org.jspecify.annotations.NullMarked;
