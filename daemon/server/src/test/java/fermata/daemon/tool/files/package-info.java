/** Tests of the file root with real links and real races. */
@NullMarked
package fermata.daemon.tool.files;

import org.jspecify.annotations.NullMarked;
