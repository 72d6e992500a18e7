/** The one JSON mapper of the wire, with its limits. */
@NullMarked
package fermata.wire.json;

import org.jspecify.annotations.NullMarked;
