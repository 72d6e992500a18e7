/** Tests of states that are kept beside journals. */
@NullMarked
package fermata.daemon.snapshot;

import org.jspecify.annotations.NullMarked;
