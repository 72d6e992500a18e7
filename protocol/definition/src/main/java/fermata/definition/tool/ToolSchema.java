package fermata.definition.tool;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.model.ToolName;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller must know of a tool.
 *
 * @param description for models and people
 * @param input JSON Schema 2020-12 of the arguments, an object schema
 * @param output JSON Schema 2020-12 of the result; absent where nothing is promised
 * @param timeout of one call; absent means the default of the tools runner
 * @param version as its author counts; absent where nobody does
 */
public record ToolSchema(
    ToolName name,
    String description,
    JsonNode input,
    @Nullable JsonNode output,
    ToolTraits traits,
    @Nullable Duration timeout,
    @Nullable String version,
    List<ToolExample> examples) {

  public ToolSchema {
    examples = List.copyOf(examples);
  }

  /** A tool without version and examples. */
  public ToolSchema(
      ToolName name,
      String description,
      JsonNode input,
      @Nullable JsonNode output,
      ToolTraits traits,
      @Nullable Duration timeout) {
    this(name, description, input, output, traits, timeout, null, List.of());
  }
}
