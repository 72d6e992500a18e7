/** Tests of the tools runner with real files, real programs and a real server. */
@NullMarked
package fermata.daemon.tool.runner;

import org.jspecify.annotations.NullMarked;
