/** What becomes of requests whose handlers fail. */
@NullMarked
package fermata.lsp.rpc;

import org.jspecify.annotations.NullMarked;
