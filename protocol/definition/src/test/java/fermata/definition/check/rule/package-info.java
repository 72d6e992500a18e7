/**
 * Tests of the checks: definitions with marks for what is wrong in them.
 *
 * <p>The cases are files, {@code src/test/fixtures/check}; the documents of problems quote them.
 */
@NullMarked
package fermata.definition.check.rule;

import org.jspecify.annotations.NullMarked;
