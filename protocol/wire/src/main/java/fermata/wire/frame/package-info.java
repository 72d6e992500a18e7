/**
 * Cutting a byte stream into frames: lines of JSON, bodies behind {@code Content-Length} headers,
 * told apart by the first byte; messages of a WebSocket, and the head of the HTTP request before
 * it.
 *
 * <p>Bytes in, frames out; no I/O, no threads, no JSON. Memory is bounded by the frame limit
 * whatever the peer sends.
 *
 * <p>Uses the JDK only.
 */
@NullMarked
package fermata.wire.frame;

import org.jspecify.annotations.NullMarked;
