/**
 * The debug adapter: DAP on standard input and output, a client of the daemon.
 *
 * <p>It holds no run and no state of one: what it shows it asks of the daemon, which knows every
 * state that a run was in. So it may vanish, and several may look at one run.
 *
 * <p>Uses {@code fermata.client}, {@code fermata.wire}, the index of {@code fermata.definition} for
 * lines, and {@code fermata.lsp.rpc} for frames. Refuses to know how a run works.
 *
 * <p>Source: Debug Adapter Protocol 1.68.
 */
@NullMarked
package fermata.lsp.debug;

import org.jspecify.annotations.NullMarked;
