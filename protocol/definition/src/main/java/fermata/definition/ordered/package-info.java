/**
 * Maps that keep the order of the file and take little memory.
 *
 * <p>Belongs here: what a definition's many small maps are made of. Does not: what is in them.
 *
 * <p>Uses the JDK only.
 */
@NullMarked
package fermata.definition.ordered;

import org.jspecify.annotations.NullMarked;
