/**
 * How a definition is built up to the eye: what folds, what a selection grows to, what each word
 * is, which words lead to files, and where a run can start.
 *
 * <p>Pure functions of a definition that was read. Total: any text, however broken, gets an answer.
 * Knows no colours, no editor and no LSP.
 *
 * <p>Uses {@code fermata.definition.load} and all that it uses.
 */
@NullMarked
package fermata.definition.view;

import org.jspecify.annotations.NullMarked;
