/**
 * From editor commands to the daemon, and from its events back to the editor.
 *
 * <p>The only package of the language server that knows the daemon. It is not loaded before the
 * first command, so that an editor without a daemon starts as fast as with one.
 */
@NullMarked
package fermata.lsp.relay;

import org.jspecify.annotations.NullMarked;
