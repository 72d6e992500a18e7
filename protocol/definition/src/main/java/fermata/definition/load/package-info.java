/**
 * From text to model: reads a definition, checks it, and gives the value with its digest, its index
 * and all its problems.
 *
 * <p>Total for any text: what is broken is left out of the model and is a problem. Prompt files and
 * tools come through ports; nothing here opens a file.
 *
 * <p>Uses all other packages of {@code fermata.definition}; none of them uses this one.
 */
@NullMarked
package fermata.definition.load;

import org.jspecify.annotations.NullMarked;
