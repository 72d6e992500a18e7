/**
 * The Messages protocol of Anthropic.
 *
 * <p>Source: Anthropic's API reference, "Messages" and "Streaming messages".
 *
 * <p>Uses {@code fermata.daemon.model.http} and what it uses.
 */
@NullMarked
package fermata.daemon.model.anthropic;

import org.jspecify.annotations.NullMarked;
