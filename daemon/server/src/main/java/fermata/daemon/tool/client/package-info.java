/**
 * Tools that clients of the daemon perform: they offer them, take the calls and tell how they
 * ended.
 *
 * <p>Nobody is asked anything: a client fetches its calls, over whatever connection it has then.
 * Refuses: connections, JSON-RPC.
 *
 * <p>Uses {@code fermata.definition.tool}, the port and the packages beside this one.
 */
@NullMarked
package fermata.daemon.tool.client;

import org.jspecify.annotations.NullMarked;
