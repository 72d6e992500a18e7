/**
 * Tests of the loader: any text is read, and the digest is what counts.
 *
 * <p>What is wrong with texts is tested by the cases of {@code fermata.definition.check}.
 */
@NullMarked
package fermata.definition.load;

import org.jspecify.annotations.NullMarked;
