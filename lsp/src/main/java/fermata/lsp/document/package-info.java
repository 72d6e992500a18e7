/**
 * The open documents and what is known about them: immutable snapshots, analysed once a version.
 *
 * <p>Reads the files beside a document (prompts, tool catalogues); knows no message of LSP.
 */
@NullMarked
package fermata.lsp.document;

import org.jspecify.annotations.NullMarked;
