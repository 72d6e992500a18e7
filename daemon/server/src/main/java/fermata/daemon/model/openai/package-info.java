/**
 * The Chat Completions protocol of OpenAI, which servers of many others speak too.
 *
 * <p>Source: OpenAI's API reference, "Chat completions" and "Streaming"; what compatible servers
 * add to it is read where several of them do.
 *
 * <p>Uses {@code fermata.daemon.model.http} and what it uses.
 */
@NullMarked
package fermata.daemon.model.openai;

import org.jspecify.annotations.NullMarked;
