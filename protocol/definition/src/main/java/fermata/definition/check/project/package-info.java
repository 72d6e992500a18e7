/**
 * Rules about the project file, and about what it says of definitions.
 *
 * <p>Uses {@code fermata.definition.check.rule} and what that shows.
 */
@NullMarked
package fermata.definition.check.project;

import org.jspecify.annotations.NullMarked;
