/** Tests of documents and of what stands around them. */
@NullMarked
package fermata.lsp.document;

import org.jspecify.annotations.NullMarked;
