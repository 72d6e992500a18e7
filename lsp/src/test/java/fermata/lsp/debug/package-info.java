/** What the debug adapter knows of files, without a run. */
@NullMarked
package fermata.lsp.debug;

import org.jspecify.annotations.NullMarked;
