/** Definitions of other systems, and what becomes of them. */
@NullMarked
package fermata.definition.convert;

import org.jspecify.annotations.NullMarked;
