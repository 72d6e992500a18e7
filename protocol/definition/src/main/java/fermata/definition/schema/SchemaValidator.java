package fermata.definition.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Validates values against one JSON Schema 2020-12.
 *
 * <p>Schemas are compiled at the first use and remembered by content, at most {@value
 * #SCHEMAS_MAX}. References must stay within the schema: nothing is ever fetched. The first
 * validation of a process takes some hundred milliseconds; {@link #warmUp} moves that to a quiet
 * moment.
 *
 * <p>Thread-safe.
 */
public final class SchemaValidator {

  /** How many compiled schemas are kept; the least recently used one goes first. */
  public static final int SCHEMAS_MAX = 512;

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

  private final Schema schema;

  private SchemaValidator(Schema schema) {
    this.schema = schema;
  }

  /**
   * A value that does not fit.
   *
   * @param pointer JSON pointer (RFC 6901) of the value within the whole; empty for the whole
   * @param message what was found and what was expected; lower-case start, no full stop
   * @param keyword the keyword of the schema that is violated, such as {@code type}
   */
  public record Violation(String pointer, String message, String keyword) {}

  /** {@return the validator of a schema} */
  public static SchemaValidator of(JsonNode schema) {
    return COMPILED.computeIfAbsent(
        schema, json -> new SchemaValidator(Registry.INSTANCE.getSchema(json)));
  }

  /** Loads the validator library, so that a later validation is fast. */
  public static void warmUp() {
    JsonNodeFactory json = JsonNodeFactory.instance;
    of(json.objectNode().put("type", "string")).validate(json.textNode(""));
  }

  /**
   * {@return what does not fit, in the order of the schema; empty for a valid value}
   *
   * <p>A schema that cannot be applied (a reference to nowhere) is a violation of the whole value.
   */
  public List<Violation> validate(JsonNode value) {
    try {
      return schema.validate(value).stream().map(ViolationMessages::violation).toList();
    } catch (SchemaException e) {
      return List.of(new Violation("", "the schema cannot be applied: " + e.getMessage(), "$ref"));
    }
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
                            .build())
                    .schemaLoader(loader -> loader.block(_ -> true))
                    .schemaCacheEnabled(false));
  }
}
