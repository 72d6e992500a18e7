/** {@code checkpoint/*}, {@code state/get} and {@code session/fork}: runs as they were. */
@NullMarked
package fermata.wire.method.history;

import org.jspecify.annotations.NullMarked;
