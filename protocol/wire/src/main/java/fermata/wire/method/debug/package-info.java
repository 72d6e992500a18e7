/** {@code run/breakpoints}, {@code run/step}, {@code run/explain} and more: what debuggers ask. */
@NullMarked
package fermata.wire.method.debug;

import org.jspecify.annotations.NullMarked;
