/**
 * Rules about expressions that need more than their types: where they stand and what has run.
 *
 * <p>Syntax and types are judged by {@code fermata.definition.expression}.
 *
 * <p>Uses {@code fermata.definition.check.rule} and what that shows.
 */
@NullMarked
package fermata.definition.check.expression;

import org.jspecify.annotations.NullMarked;
