/**
 * Who may come in by a port: the token of a daemon, tokens of others by name, and tickets for pages
 * of browsers.
 *
 * <p>Proofs are compared in constant time, kept in memory and in one file of the run directory, and
 * never logged. What somebody may do once in is for {@code fermata.daemon.rpc} to hold.
 *
 * <p>Of the tokens of others a file of the state directory has the digests.
 *
 * <p>Uses {@code fermata.wire} and {@code fermata.daemon.platform}.
 */
@NullMarked
package fermata.daemon.access;

import org.jspecify.annotations.NullMarked;
