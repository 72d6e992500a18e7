/**
 * The protocol of Gemini, {@code streamGenerateContent}.
 *
 * <p>Source: the API reference of the Gemini API.
 *
 * <p>Uses {@code fermata.daemon.model.http} and what it uses.
 */
@NullMarked
package fermata.daemon.model.gemini;

import org.jspecify.annotations.NullMarked;
