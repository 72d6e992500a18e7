/**
 * Models behind the Chat Completions protocol, by LangChain4j's client over an HTTP client of ours.
 *
 * <p>The HTTP client is ours because a reply must be cancelled before its first token, a stream
 * that stalls must end, and the waits that a server asks for must be heard. Nothing of LangChain4j
 * is loaded before the first request, and none of its types leaves this package. Requests and
 * replies are never logged; the key is taken from the environment at each request.
 *
 * <p>Uses {@code fermata.daemon.model}, its catalogue, {@code fermata.daemon.model.http},
 * LangChain4j and the JDK's HTTP client.
 */
@NullMarked
package fermata.daemon.model.openai;

import org.jspecify.annotations.NullMarked;
