/** The language server. */
@NullMarked
package fermata.lsp;

import org.jspecify.annotations.NullMarked;
