/**
 * From the core's words to LSP's and back: the only package that builds LSP values.
 *
 * <p>Positions count the units that the editor and the server agreed on; UTF-16 where they said
 * nothing, which is also what a Java string counts.
 */
@NullMarked
package fermata.lsp.convert;

import org.jspecify.annotations.NullMarked;
