/**
 * The runtime {@code process}: a program that stays and speaks JSON lines.
 *
 * <p>Knows nothing of instances and sessions; the registry does.
 *
 * <p>Uses {@code fermata.daemon.tool.runtime} and what that uses.
 */
@NullMarked
package fermata.daemon.tool.runtime.process;

import org.jspecify.annotations.NullMarked;
