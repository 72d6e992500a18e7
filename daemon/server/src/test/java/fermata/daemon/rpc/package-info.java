/** Tests of parts of methods that no daemon is needed for. */
@NullMarked
package fermata.daemon.rpc;

import org.jspecify.annotations.NullMarked;
