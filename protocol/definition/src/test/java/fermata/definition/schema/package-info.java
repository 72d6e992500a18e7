/** Tests of what the validator of schemas does with the schemas and values of strangers. */
@NullMarked
package fermata.definition.schema;

import org.jspecify.annotations.NullMarked;
