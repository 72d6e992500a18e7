/**
 * The methods of the protocol, served: connections, the router, one handler for each method, and
 * the mapping between what the daemon knows and what travels.
 *
 * <p>A handler reads its params, asks one other part of the daemon, and converts. Connections own
 * no work: nothing that a request started ends with its connection. Errors become error objects in
 * one place.
 *
 * <p>Uses the wire packages and the packages of the daemon below it.
 */
@NullMarked
package fermata.daemon.rpc;

import org.jspecify.annotations.NullMarked;
