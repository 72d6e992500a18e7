/** Tests of process trees with real processes. */
@NullMarked
package fermata.daemon.tool.process;

import org.jspecify.annotations.NullMarked;
