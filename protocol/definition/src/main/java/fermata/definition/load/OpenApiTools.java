package fermata.definition.load;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree;
import fermata.definition.model.Ordered;
import fermata.definition.model.ValueTemplate;
import fermata.definition.text.SourceText;
import fermata.definition.tool.ToolDeclaration;
import fermata.definition.yaml.YamlParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The tools of interfaces that a catalogue names by {@code apis} and OpenAPI documents describe.
 *
 * <p>A document that is not there, or says nothing that can be called, gives no tools. Total.
 */
public final class OpenApiTools {

  /** What the names of documents end with. */
  public static final List<String> ENDINGS =
      List.of(".openapi.yaml", ".openapi.yml", ".openapi.json");

  private OpenApiTools() {}

  /** Whether a file is such a document. */
  public static boolean isDocument(String name) {
    return ENDINGS.stream().anyMatch(name::endsWith);
  }

  /**
   * {@return all tools of a catalogue: those that it declares, and those of its interfaces}
   *
   * @param files the documents beside it, by name
   */
  public static List<ToolDeclaration> all(
      SourceText catalogue, Function<String, Optional<SourceText>> files) {
    return Stream.concat(
            ToolCatalogLoader.load(catalogue).value().stream(), read(catalogue, files).stream())
        .toList();
  }

  /** {@return the tools of the interfaces that a catalogue names} */
  public static List<ToolDeclaration> read(
      SourceText catalogue, Function<String, Optional<SourceText>> files) {
    var root = new Spot(YamlParser.parse(catalogue).value().root(), "");
    if (!root.get("apis").isPresent()) {
      return List.of();
    }
    PlacedTree tree = PlacedTree.of(root.node(), KeyContext.TOOL_CATALOGUE);
    var texts = new Texts(new TextSites(PromptFiles.NONE).read(tree));
    var tools = new ArrayList<ToolDeclaration>();
    root.get("apis")
        .forEach(
            (name, api) ->
                files
                    .apply(api.get("file").textOr(""))
                    .ifPresent(text -> tools.addAll(tools(name, api, text, texts))));
    return List.copyOf(tools);
  }

  private static List<ToolDeclaration> tools(String name, Spot api, SourceText text, Texts texts) {
    JsonNode document = new Spot(YamlParser.parse(text).value().root(), "").json();
    String url = api.get("url").textOr(document.path("servers").path(0).path("url").asText());
    SequencedMap<String, ValueTemplate> headers =
        api.get("headers").isPresent() ? texts.values(api.get("headers")) : Ordered.empty();
    var only = new LinkedHashMap<String, Boolean>();
    api.get("only").texts().forEach(operation -> only.put(operation, true));
    return new OpenApiReader(document, name, url, headers)
        .read(id -> only.isEmpty() || only.containsKey(id));
  }
}
