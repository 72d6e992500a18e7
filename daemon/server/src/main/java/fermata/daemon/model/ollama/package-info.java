/**
 * The chat protocol of Ollama: a JSON object a line.
 *
 * <p>Source: Ollama's API documentation, "Generate a chat completion".
 *
 * <p>Uses {@code fermata.daemon.model.http} and what it uses.
 */
@NullMarked
package fermata.daemon.model.ollama;

import org.jspecify.annotations.NullMarked;
