/**
 * The catalogue of methods and notifications, typed: a handler with the wrong params or result does
 * not compile.
 *
 * <p>The records of each area have a package of their own below this one. Serving a method belongs
 * to the daemon, calling it to the client.
 *
 * <p>Uses {@code fermata.wire.json}, {@code fermata.wire.jsonrpc} and the areas below it.
 */
@NullMarked
package fermata.wire.method;

import org.jspecify.annotations.NullMarked;
