/**
 * The runtime {@code sql}: SQL on SQLite, the only SQL besides the store's.
 *
 * <p>Knows nothing of instances and sessions; the registry does.
 *
 * <p>Uses {@code fermata.daemon.tool.runtime} and what that uses.
 */
@NullMarked
package fermata.daemon.tool.runtime.sql;

import org.jspecify.annotations.NullMarked;
