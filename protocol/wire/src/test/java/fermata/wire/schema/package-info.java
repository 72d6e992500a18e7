/** The schemas as files of the checkout, against the code and against what was released. */
@NullMarked
package fermata.wire.schema;

import org.jspecify.annotations.NullMarked;
