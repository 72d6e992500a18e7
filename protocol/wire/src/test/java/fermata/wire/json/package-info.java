/** Records to and from JSON. */
@NullMarked
package fermata.wire.json;

import org.jspecify.annotations.NullMarked;
