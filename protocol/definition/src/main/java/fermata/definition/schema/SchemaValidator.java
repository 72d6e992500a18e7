package fermata.definition.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Validates values against one JSON Schema 2020-12.
 *
 * <p>Schemas are compiled at the first use and remembered by content, at most {@value
 * #SCHEMAS_MAX}. References must stay within the schema: nothing is ever fetched. {@code format} is
 * not enforced, as the specification has it. Patterns are of RE2's syntax and never backtrack. The
 * first validation of a process takes some hundred milliseconds; {@link #warmUp} moves that to a
 * quiet moment.
 *
 * <p>Total: no schema and no value makes it throw. Thread-safe.
 */
public final class SchemaValidator {

  /** How many compiled schemas are kept; the least recently used one goes first. */
  public static final int SCHEMAS_MAX = 512;

  /** How deep a value nests at most, in levels of JSON; a deeper one does not fit. */
  public static final int DEPTH_MAX = 200;

  // A memo of a pure function: the engine validates from static functions and has no place of its
  // own to keep compiled schemas.
  private static final Map<JsonNode, SchemaValidator> COMPILED =
      Collections.synchronizedMap(
          new LinkedHashMap<>(64, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<JsonNode, SchemaValidator> eldest) {
              return size() > SCHEMAS_MAX;
            }
          });

  private final List<Violation> faults;
  private final @Nullable Schema schema;

  private SchemaValidator(JsonNode json) {
    faults = SchemaSoundness.faults(json);
    schema = faults.isEmpty() ? Registry.INSTANCE.getSchema(withoutIdentity(json)) : null;
  }

  /**
   * A value that does not fit.
   *
   * @param pointer JSON pointer (RFC 6901) of the value within the whole; empty for the whole
   * @param message what was found and what was expected; lower-case start, no full stop
   * @param keyword the keyword of the schema that is violated, such as {@code type}
   */
  public record Violation(String pointer, String message, String keyword) {}

  /** Whether the schema is one: no value fits one that is not. */
  public boolean isSound() {
    return schema != null;
  }

  /** {@return the validator of a schema} */
  public static SchemaValidator of(JsonNode schema) {
    return COMPILED.computeIfAbsent(schema, SchemaValidator::new);
  }

  /**
   * {@return what keeps a value from being a schema, with pointers into it; empty for a sound one}
   */
  public static List<Violation> faultsOf(JsonNode schema) {
    return SchemaSoundness.faults(schema);
  }

  /** Loads the validator library, so that a later validation is fast. */
  public static void warmUp() {
    JsonNodeFactory json = JsonNodeFactory.instance;
    of(json.objectNode().put("type", "string")).validate(json.textNode(""));
  }

  /**
   * {@return what does not fit, in the order of the schema; empty for a valid value}
   *
   * <p>No value fits a schema that is not sound.
   */
  public List<Violation> validate(JsonNode value) {
    if (schema == null) {
      Violation fault = faults.getFirst();
      String message =
          "the schema is not sound: at '%s': %s".formatted(fault.pointer(), fault.message());
      return List.of(new Violation("", message, "$schema"));
    }
    if (isDeep(value, 0)) {
      return List.of(new Violation("", "nests deeper than " + DEPTH_MAX + " levels", "depth"));
    }
    var violations = new ArrayList<Violation>();
    schema.validate(value).forEach(error -> violations.add(ViolationMessages.violation(error)));
    return violations;
  }

  /** The library would fetch by these. */
  private static JsonNode withoutIdentity(JsonNode schema) {
    return schema instanceof ObjectNode object
        ? object.deepCopy().without(List.of("$schema", "$id"))
        : schema;
  }

  private static boolean isDeep(JsonNode value, int depth) {
    if (depth > DEPTH_MAX) {
      return true;
    }
    for (JsonNode below : value) {
      if (isDeep(below, depth + 1)) {
        return true;
      }
    }
    return false;
  }

  private static final class Registry {
    static final SchemaRegistry INSTANCE =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder ->
                builder
                    .schemaRegistryConfig(
                        SchemaRegistryConfig.builder()
                            .pathType(PathType.JSON_POINTER)
                            .locale(Locale.ROOT)
                            .regularExpressionFactory(SchemaPattern.FACTORY)
                            .build())
                    .schemaLoader(loader -> loader.block(_ -> true))
                    .schemaCacheEnabled(false));
  }
}
