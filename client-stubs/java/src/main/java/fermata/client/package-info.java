/** Finds, starts and talks to a daemon. */
@NullMarked
package fermata.client;

import org.jspecify.annotations.NullMarked;
