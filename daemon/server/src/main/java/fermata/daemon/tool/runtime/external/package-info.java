/**
 * Runtimes that other programs are: they register, take work, show what they do and say how it
 * ended.
 *
 * <p>Whoever registers asks for work and is never called. Knows no connections: a program that
 * comes back by another one goes on. What it did not renew for a while is gone.
 *
 * <p>Uses {@code fermata.daemon.tool.runtime} and what that uses.
 */
@NullMarked
package fermata.daemon.tool.runtime.external;

import org.jspecify.annotations.NullMarked;
