/**
 * What the daemon keeps secret, and the texts that name it.
 *
 * <p>Resolved where a secret is used, never before: what is stored, shown or sent to clients has
 * the name and not the value.
 *
 * <p>Uses {@code fermata.definition.expression} and {@code .model}.
 */
@NullMarked
package fermata.daemon.secret;

import org.jspecify.annotations.NullMarked;
