/** Tests of how definitions are read. */
@NullMarked
package fermata.daemon.source;

import org.jspecify.annotations.NullMarked;
