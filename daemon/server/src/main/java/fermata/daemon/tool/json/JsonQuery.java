package fermata.daemon.tool.json;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A query over a JSON value: a pointer, empty or beginning with {@code /}, or a path, beginning
 * with {@code $}.
 *
 * <p>Immutable.
 */
public final class JsonQuery {

  private final Selection selection;

  private JsonQuery(Selection selection) {
    this.selection = selection;
  }

  private interface Selection {
    List<JsonNode> from(JsonNode value, int limit);
  }

  /**
   * Reads a query.
   *
   * @throws QueryRefusal where it is none
   */
  public static JsonQuery of(String query) {
    if (query.startsWith("$")) {
      JsonPath path = JsonPathParser.parse(query);
      return new JsonQuery((value, limit) -> JsonPathEvaluation.select(path, value, limit));
    }
    JsonPointer pointer = pointer(query);
    return new JsonQuery(
        (value, _) -> {
          JsonNode found = value.at(pointer);
          return found.isMissingNode() ? List.of() : List.of(found);
        });
  }

  private static JsonPointer pointer(String query) {
    try {
      return JsonPointer.compile(query);
    } catch (IllegalArgumentException _) {
      throw new QueryRefusal(
          "query '"
              + query
              + "': expected a pointer, empty or beginning with '/', or a path beginning with '$'");
    }
  }

  /**
   * {@return what the query selects, in document order, at most so many}
   *
   * @throws QueryRefusal where it takes too many steps
   */
  public List<JsonNode> select(JsonNode value, int limit) {
    return selection.from(value, limit);
  }
}
