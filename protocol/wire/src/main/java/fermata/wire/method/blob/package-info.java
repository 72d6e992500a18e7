/** {@code blob/*}: contents by their SHA-256. */
@NullMarked
package fermata.wire.method.blob;

import org.jspecify.annotations.NullMarked;
