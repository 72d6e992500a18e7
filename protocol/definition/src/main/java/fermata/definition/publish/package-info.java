/**
 * The language for tools that do not know it: a JSON Schema, made from the table of keys.
 *
 * <p>Says of a file what a schema can say: which keys there are, what their values look like, what
 * they mean and what holds without them. Whether names lead anywhere and expressions have a type is
 * for the rules. It never refuses what the loader takes.
 *
 * <p>Uses {@code fermata.definition.keys} and Jackson's tree model.
 */
@NullMarked
package fermata.definition.publish;

import org.jspecify.annotations.NullMarked;
