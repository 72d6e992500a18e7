/**
 * What rules are made of: the contract of a rule, what it sees, and the words and edits that rules
 * share.
 *
 * <p>No rule is here.
 *
 * <p>Uses {@code fermata.definition.text}, {@code .yaml}, {@code .expression}, {@code .model},
 * {@code .keys}, {@code .index} and {@code .tool}.
 */
@NullMarked
package fermata.definition.check.rule;

import org.jspecify.annotations.NullMarked;
