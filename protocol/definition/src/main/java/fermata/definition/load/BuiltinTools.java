package fermata.definition.load;

import fermata.definition.model.ToolName;
import fermata.definition.text.SourceText;
import fermata.definition.tool.Certainty;
import fermata.definition.tool.KnownTools;
import fermata.definition.tool.ToolSchema;
import fermata.definition.tool.ToolTraits;
import fermata.definition.yaml.YamlParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The tools that every daemon has.
 *
 * <p>They are data of this module, {@code builtin-tools.json}: name to description, traits, timeout
 * and JSON Schemas. Loaded at the first use.
 */
public final class BuiltinTools {

  private static final String RESOURCE = "/fermata/definition/builtin-tools.json";

  private BuiltinTools() {}

  /** {@return the built-in tools, as if there were no others} */
  public static KnownTools knowledge() {
    return Loaded.TOOLS;
  }

  private static final class Loaded {
    static final KnownTools TOOLS = new KnownTools(Certainty.COMPLETE, parse(resource()));
  }

  static List<ToolSchema> parse(SourceText text) {
    var root = new Spot(YamlParser.parse(text).value().root(), "");
    var tools = new ArrayList<ToolSchema>();
    root.get("tools").forEach((name, tool) -> tools.add(tool(name, tool)));
    return tools;
  }

  private static ToolSchema tool(String name, Spot spot) {
    var traits =
        new ToolTraits(
            spot.get("readOnly").isTrue(),
            spot.get("idempotent").isTrue(),
            spot.get("destructive").isTrue(),
            ToolCatalogLoader.onUnknown(spot.get("onUnknown")));
    Spot output = spot.get("outputSchema");
    return new ToolSchema(
        new ToolName(name),
        spot.get("description").textOr(""),
        spot.get("inputSchema").json(),
        output.isPresent() ? output.json() : null,
        traits,
        spot.get("timeout").duration(),
        null,
        ToolCatalogLoader.examples(spot.get("examples")));
  }

  private static SourceText resource() {
    try (InputStream in =
        Objects.requireNonNull(BuiltinTools.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      return new SourceText(RESOURCE, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE, e);
    }
  }
}
