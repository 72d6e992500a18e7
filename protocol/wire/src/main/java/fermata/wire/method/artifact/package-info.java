/** {@code artifact/*}: contents that sessions keep under names. */
@NullMarked
package fermata.wire.method.artifact;

import org.jspecify.annotations.NullMarked;
