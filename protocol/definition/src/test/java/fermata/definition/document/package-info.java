/**
 * Makes the documents of the language from its tables and its test cases, and holds what is
 * committed against them.
 *
 * <p>Words that no table has are in the templates, {@code src/test/resources/document}.
 */
@NullMarked
package fermata.definition.document;

import org.jspecify.annotations.NullMarked;
