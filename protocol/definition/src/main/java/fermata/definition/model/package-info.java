/**
 * The immutable model of an agent definition: what the engine runs.
 *
 * <p>Shorthands are expanded and defaults are filled in. Collections keep the order of the file.
 * Nothing here reads text or knows where in a file it came from, but for the pointer that an
 * expression carries so that a failure at run time can name its place.
 *
 * <p>Uses {@code fermata.definition.expression} and Jackson's tree.
 */
@NullMarked
package fermata.definition.model;

import org.jspecify.annotations.NullMarked;
