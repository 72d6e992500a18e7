/**
 * Connections that carry JSON-RPC: the Unix socket listener, the connection with its bounded inbox
 * and its two outgoing lanes, and stdio.
 *
 * <p>The event loop frames bytes and hands frames over; it never decodes JSON and never calls a
 * handler. What a method does is the {@link fermata.wire.channel.ConnectionHandler}'s business.
 *
 * <p>Uses Netty, {@code fermata.wire.frame} and {@code fermata.wire.jsonrpc}.
 */
@NullMarked
package fermata.wire.channel;

import org.jspecify.annotations.NullMarked;
