/**
 * From the core's words to LSP's and back: the only package that builds LSP values.
 *
 * <p>Positions are UTF-16, LSP's default, which is also what a Java string counts.
 */
@NullMarked
package fermata.lsp.convert;

import org.jspecify.annotations.NullMarked;
