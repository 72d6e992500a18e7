/**
 * What the built-in tools do.
 *
 * <p>What they are called, take and give is declared in {@code builtin-tools.json} of the
 * definition module; arguments arrive validated, with the declared defaults filled in. A body runs
 * on a thread of its own and ends soon after that is interrupted. It refuses by {@link
 * fermata.daemon.tool.builtin.ToolRefusal}; validation, deadlines and outcomes belong to the
 * runner.
 *
 * <p>Uses {@code fermata.daemon.tool} and its packages for files, JSON and processes.
 */
@NullMarked
package fermata.daemon.tool.builtin;

import org.jspecify.annotations.NullMarked;
