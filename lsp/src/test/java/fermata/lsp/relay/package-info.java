/** Tests of what is relayed, as far as it needs no daemon. */
@NullMarked
package fermata.lsp.relay;

import org.jspecify.annotations.NullMarked;
