/** Tests of formatting files, on real files, as the process runs it. */
@NullMarked
package fermata.cli.format;

import org.jspecify.annotations.NullMarked;
