/**
 * JSON-RPC 2.0 as the daemon speaks it: requests, notifications, responses, batches, error objects
 * and their codes.
 *
 * <p>Decoding is a function from the bytes of one frame to a value; it never throws, whatever the
 * bytes. Sockets, threads and the methods themselves belong elsewhere.
 *
 * <p>Uses {@code fermata.wire.json} only.
 */
@NullMarked
package fermata.wire.jsonrpc;

import org.jspecify.annotations.NullMarked;
