/**
 * The keys of the definition language: one table of what may stand where.
 *
 * <p>Checks of keys and values, completion, hover and the reference document all read this table,
 * so that none knows a key that another does not. It also lays the table over a tree: which shape
 * is expected at each place of a file, broken or not.
 *
 * <p>Knows what a value looks like, not what it means: names are resolved elsewhere.
 *
 * <p>Uses {@code fermata.definition.text}, {@code .yaml} and the name rules of {@code .model}.
 */
@NullMarked
package fermata.definition.keys;

import org.jspecify.annotations.NullMarked;
