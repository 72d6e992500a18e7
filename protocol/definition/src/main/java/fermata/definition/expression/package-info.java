/**
 * The expressions of a definition: a typed subset of CEL, and the templates that hold them.
 *
 * <p>Lexer, parser, type checker and evaluator. The front end is tolerant: any text gives a tree
 * and problems with places. Evaluation is pure and has a step budget.
 *
 * <p>Knows names and types, not agents. Uses {@code fermata.definition.text}, {@code
 * fermata.definition.pattern} and Jackson's tree.
 */
@NullMarked
package fermata.definition.expression;

import org.jspecify.annotations.NullMarked;
