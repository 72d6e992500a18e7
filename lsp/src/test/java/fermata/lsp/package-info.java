/** The language server as an editor sees it, over real streams. */
@NullMarked
package fermata.lsp;

import org.jspecify.annotations.NullMarked;
