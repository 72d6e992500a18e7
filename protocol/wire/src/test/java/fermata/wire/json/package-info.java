/** The golden files: one example or more of every message, and what holds for all of them. */
@NullMarked
package fermata.wire.golden;

import org.jspecify.annotations.NullMarked;
