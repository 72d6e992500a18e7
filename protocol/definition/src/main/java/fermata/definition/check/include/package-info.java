/**
 * The problems of including files.
 *
 * <p>They are found while the files are read, in {@code fermata.definition.load}: what is included
 * is not there for rules where it cannot be read.
 *
 * <p>Uses {@code fermata.definition.text} only.
 */
@NullMarked
package fermata.definition.check.include;

import org.jspecify.annotations.NullMarked;
