/**
 * Rules about the JSON Schemas of fields.
 *
 * <p>What one schema says is judged here; whether values fit it is judged where the values are.
 *
 * <p>Uses {@code fermata.definition.check.rule} and what that shows.
 */
@NullMarked
package fermata.definition.check.schema;

import org.jspecify.annotations.NullMarked;
