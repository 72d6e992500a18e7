/**
 * The runtime {@code html}: a page: text with placeholders, and files that become part of it.
 *
 * <p>Knows nothing of instances and sessions; the registry does.
 *
 * <p>Uses {@code fermata.daemon.tool.runtime} and what that uses.
 */
@NullMarked
package fermata.daemon.tool.runtime.html;

import org.jspecify.annotations.NullMarked;
