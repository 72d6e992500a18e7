/**
 * The Responses protocol of OpenAI.
 *
 * <p>Nothing is kept at the provider between requests: each has the whole conversation, as ours
 * have.
 *
 * <p>Source: OpenAI's API reference, "Responses" and "Streaming events".
 *
 * <p>Uses {@code fermata.daemon.model.http} and what it uses.
 */
@NullMarked
package fermata.daemon.model.responses;

import org.jspecify.annotations.NullMarked;
