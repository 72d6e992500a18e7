/**
 * LSP over two byte streams: framing that cannot be lost, a dispatcher that survives its handlers.
 *
 * <p>LSP4J gives the message types and the matching of replies; reading, ordering and failing are
 * ours, because its reader thread dies of an error in a handler and loses the framing when a
 * parameter is mistyped. Knows no agents.
 */
@NullMarked
package fermata.lsp.rpc;

import org.jspecify.annotations.NullMarked;
