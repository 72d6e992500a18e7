/** {@code queue/*}: runs that wait for a place at their entry points. */
@NullMarked
package fermata.wire.method.queue;

import org.jspecify.annotations.NullMarked;
