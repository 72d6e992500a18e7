package fermata.definition.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where the references within one schema lead. */
public final class SchemaReferences {

  private static final String KEYWORD = "$ref";
  private static final String DEFINITIONS = "$defs";

  /** Keywords whose schemas are applied to the same value, so that a circle never ends. */
  private static final List<String> IN_PLACE =
      List.of("allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas");

  private SchemaReferences() {}

  /** What becomes of a reference. */
  public enum Fate {
    RESOLVED,
    /** It is not within the schema; nothing is ever fetched. */
    OUTSIDE,
    NOWHERE,
    /** It applies itself to the same value again. */
    CIRCLE
  }

  /** Whether a schema has a reference anywhere. */
  public static boolean hasAny(JsonNode schema) {
    Deque<JsonNode> open = new ArrayDeque<>(List.of(schema));
    while (!open.isEmpty()) {
      JsonNode node = open.pop();
      if (node.path(KEYWORD).isTextual()) {
        return true;
      }
      node.forEach(open::push);
    }
    return false;
  }

  /** {@return what becomes of a reference in a schema} */
  public static Fate fate(JsonNode root, String reference) {
    if (!reference.equals("#") && !reference.startsWith("#/")) {
      return Fate.OUTSIDE;
    }
    if (resolve(root, reference).isMissingNode()) {
      return Fate.NOWHERE;
    }
    return isCircle(root, reference) ? Fate.CIRCLE : Fate.RESOLVED;
  }

  /** {@return the references that a schema defines} */
  public static List<String> targets(JsonNode root) {
    var targets = new ArrayList<String>();
    root.path(DEFINITIONS).fieldNames().forEachRemaining(n -> targets.add("#/$defs/" + n));
    return targets;
  }

  private static JsonNode resolve(JsonNode root, String reference) {
    return root.at(reference.substring(1));
  }

  private static boolean isCircle(JsonNode root, String start) {
    Set<String> seen = new HashSet<>();
    Deque<JsonNode> open = new ArrayDeque<>(List.of(resolve(root, start)));
    while (!open.isEmpty()) {
      JsonNode schema = open.pop();
      String next = schema.path(KEYWORD).asText("");
      if (next.equals(start)) {
        return true;
      }
      if (next.startsWith("#") && seen.add(next)) {
        open.push(resolve(root, next));
      }
      IN_PLACE.forEach(keyword -> pushAll(open, schema.path(keyword)));
    }
    return false;
  }

  private static void pushAll(Deque<JsonNode> open, JsonNode schemas) {
    if (schemas.has(KEYWORD) || schemas.isArray()) {
      open.push(schemas);
    }
    schemas.forEach(open::push);
  }
}
