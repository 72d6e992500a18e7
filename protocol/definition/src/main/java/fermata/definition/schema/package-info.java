/**
 * Validation of JSON values against JSON Schema 2020-12.
 *
 * <p>The only package that knows the validator library. Schemas are data from authors and tools:
 * they never load anything from outside.
 *
 * <p>Uses {@code fermata.definition.pattern}, Jackson's tree and networknt's validator.
 */
@NullMarked
package fermata.definition.schema;

import org.jspecify.annotations.NullMarked;
