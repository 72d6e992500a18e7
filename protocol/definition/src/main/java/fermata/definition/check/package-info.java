/**
 * The list of all rules that a definition is checked by.
 *
 * <p>A rule is one class with one code; the packages below hold them by subject. What each means,
 * with an example, is in {@code docs/diagnostics}. Rules see the tree, the model and the index of
 * one definition and nothing else.
 *
 * <p>Uses the packages below it; they do not use this one.
 */
@NullMarked
package fermata.definition.check;

import org.jspecify.annotations.NullMarked;
