/** Tests of the registry of runtimes. */
@NullMarked
package fermata.daemon.tool.runtime;

import org.jspecify.annotations.NullMarked;
