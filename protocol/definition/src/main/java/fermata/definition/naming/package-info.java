/**
 * The names that a definition declares: where each is mentioned, and how it is given another name.
 *
 * <p>A word may mention several declarations, as an output of the result does that takes whatever
 * the node reached has set; such declarations are one name, and are renamed together. Total: any
 * text and any offset get an answer, which may be a refusal with its reason.
 *
 * <p>Uses {@code fermata.definition.load} and all that it uses; knows no LSP and writes no file.
 */
@NullMarked
package fermata.definition.naming;

import org.jspecify.annotations.NullMarked;
