/**
 * Rules about tools: which, with what arguments, allowed or not.
 *
 * <p>With incomplete knowledge they say nothing, or inform.
 *
 * <p>Uses {@code fermata.definition.check.rule} and what that shows.
 */
@NullMarked
package fermata.definition.check.tool;

import org.jspecify.annotations.NullMarked;
