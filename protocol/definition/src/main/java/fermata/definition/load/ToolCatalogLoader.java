package fermata.definition.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.check.Rules;
import fermata.definition.check.rule.CheckContext;
import fermata.definition.expression.Type;
import fermata.definition.expression.TypeScope;
import fermata.definition.index.ExpressionSite;
import fermata.definition.index.TextSite;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree;
import fermata.definition.model.Field;
import fermata.definition.model.OnUnknown;
import fermata.definition.model.Ordered;
import fermata.definition.model.ToolName;
import fermata.definition.project.Project;
import fermata.definition.text.Parsed;
import fermata.definition.text.SourceText;
import fermata.definition.tool.ToolDeclaration;
import fermata.definition.tool.ToolSchema;
import fermata.definition.tool.ToolTraits;
import fermata.definition.yaml.YamlDocument;
import fermata.definition.yaml.YamlParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Reads a workspace's catalogue of process tools, {@code *.tools.yaml}. Total. */
public final class ToolCatalogLoader {

  private ToolCatalogLoader() {}

  /**
   * {@return the tools that a catalogue declares, and its problems}
   *
   * <p>A declaration with errors is there too, as far as it could be read, so that an agent that
   * uses it is not told that the tool does not exist. Only a catalogue without errors may be run.
   */
  public static Parsed<List<ToolDeclaration>> load(SourceText text) {
    return load(text, Project.NONE);
  }

  /** {@return the tools that a catalogue of a workspace declares, and its problems there} */
  public static Parsed<List<ToolDeclaration>> load(SourceText text, Project project) {
    Parsed<YamlDocument> parsed = YamlParser.parse(text);
    var root = new Spot(parsed.value().root(), "");
    PlacedTree tree = PlacedTree.of(root.node(), KeyContext.TOOL_CATALOGUE);
    List<TextSite> sites = new TextSites(PromptFiles.NONE).read(tree);
    List<ToolDeclaration> tools = read(root);
    var problems = new ProblemList(parsed.problems());
    sites.forEach(site -> SiteProblems.syntax(site).forEach(problems::add));
    for (ExpressionSite site : expressions(sites, tools)) {
      SiteProblems.types(site).problems().forEach(problems::add);
    }
    CheckContext context = FormContext.of(text, root.node(), tree, project);
    Rules.OF_FORM.forEach(rule -> rule.check(context, problems::add));
    return new Parsed<>(tools, problems.sorted(parsed.value(), true, project.severities()));
  }

  /** {@return the tools that a catalogue declares, as far as they can be read; unchecked} */
  public static List<ToolDeclaration> read(SourceText text) {
    return read(new Spot(YamlParser.parse(text).value().root(), ""));
  }

  private static List<ToolDeclaration> read(Spot root) {
    var tools = new ArrayList<ToolDeclaration>();
    root.get("tools").forEach((name, tool) -> tools.add(tool(name, tool)));
    return List.copyOf(tools);
  }

  private static ToolDeclaration tool(String name, Spot spot) {
    var fields = new FieldReader(new Texts(List.of()));
    Spot output = spot.get("output");
    var traits =
        new ToolTraits(
            spot.get("read_only").isTrue(),
            spot.get("idempotent").isTrue(),
            spot.get("destructive").isTrue(),
            onUnknown(spot.get("on_unknown")));
    var schema =
        new ToolSchema(
            new ToolName(name),
            spot.get("description").textOr(""),
            Field.objectSchema(fields.fields(spot.get("input"))),
            output.isPresent() ? result(fields.fields(output)) : null,
            traits,
            spot.get("timeout").duration());
    return new ToolDeclaration(schema, spot.get("command").texts(), spot.get("events").isTrue());
  }

  /** A program may print more than it promises. */
  private static JsonNode result(SequencedMap<String, Field> fields) {
    return ((ObjectNode) Field.objectSchema(fields)).without("additionalProperties");
  }

  static OnUnknown onUnknown(Spot spot) {
    return Words.find(OnUnknown.class, spot.textOr("ask")).orElse(OnUnknown.ASK);
  }

  static List<ExpressionSite> expressions(List<TextSite> sites, List<ToolDeclaration> tools) {
    Map<String, TypeScope> scopes = new LinkedHashMap<>();
    for (ToolDeclaration tool : tools) {
      SequencedMap<String, Type> names = new LinkedHashMap<>();
      names.put("args", Type.ofSchema(tool.schema().input()));
      scopes.put(tool.schema().name().value(), new TypeScope(names));
    }
    var found = new ArrayList<ExpressionSite>();
    for (TextSite site : sites) {
      TypeScope scope = scopes.getOrDefault(site.value().owner(), new TypeScope(Ordered.empty()));
      site.holes().forEach(hole -> found.add(new ExpressionSite(site, hole, scope)));
    }
    return found;
  }
}
