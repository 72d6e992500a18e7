package fermata.daemon.model.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Set;

/**
 * Marks up to where Anthropic is to keep a request, so that the next turn of the conversation does
 * not pay for it in full.
 *
 * <p>Two places: the end of what is the same in each request, tools and system message, and the end
 * of the conversation so far. What is too short to be kept is not, and costs no more.
 *
 * <p>Source: Anthropic's documents, "Prompt caching".
 */
final class Caching {

  /** The protocol refuses the mark at what a model thought. */
  private static final Set<String> UNMARKED = Set.of("thinking", "redacted_thinking");

  private Caching() {}

  static void mark(ObjectNode body) {
    if (body.path("system") instanceof TextNode system) {
      body.putArray("system").addObject().put("type", "text").set("text", system);
      markLast(body.path("system"));
    } else {
      markLast(body.path("tools"));
    }
    if (body.path("messages") instanceof ArrayNode messages && !messages.isEmpty()) {
      markLast(messages.path(messages.size() - 1).path("content"));
    }
  }

  private static void markLast(JsonNode blocks) {
    if (blocks.path(blocks.size() - 1) instanceof ObjectNode last
        && !UNMARKED.contains(last.path("type").asText())) {
      last.putObject("cache_control").put("type", "ephemeral");
    }
  }
}
