package fermata.definition.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.check.Rules;
import fermata.definition.check.rule.CheckContext;
import fermata.definition.expression.Type;
import fermata.definition.expression.TypeScope;
import fermata.definition.expression.Types;
import fermata.definition.index.ExpressionSite;
import fermata.definition.index.TextSite;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree;
import fermata.definition.keys.ScopeKind;
import fermata.definition.model.Field;
import fermata.definition.model.Node;
import fermata.definition.model.OnUnknown;
import fermata.definition.model.Ordered;
import fermata.definition.model.ToolName;
import fermata.definition.project.Project;
import fermata.definition.text.Parsed;
import fermata.definition.text.Problem;
import fermata.definition.text.SourceText;
import fermata.definition.tool.ToolDeclaration;
import fermata.definition.tool.ToolExample;
import fermata.definition.tool.ToolReach;
import fermata.definition.tool.ToolSchema;
import fermata.definition.tool.ToolTerms;
import fermata.definition.tool.ToolTraits;
import fermata.definition.yaml.YamlDocument;
import fermata.definition.yaml.YamlParser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Reads a workspace's catalogue of tools, {@code *.tools.yaml}. Total. */
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
    return load(text, project, List.of());
  }

  /**
   * {@return the tools that a catalogue of a workspace declares, and its problems there, with those
   * of the documents that it names}
   *
   * @param files the documents beside it
   */
  public static Parsed<List<ToolDeclaration>> load(
      SourceText text, Project project, PromptFiles files) {
    return load(
        text, project, ApiCheck.of(new Spot(YamlParser.parse(text).value().root(), ""), files));
  }

  private static Parsed<List<ToolDeclaration>> load(
      SourceText text, Project project, List<Problem> ofDocuments) {
    Parsed<YamlDocument> parsed = YamlParser.parse(text);
    var root = new Spot(parsed.value().root(), "");
    PlacedTree tree = PlacedTree.of(root.node(), KeyContext.TOOL_CATALOGUE);
    List<TextSite> sites = new TextSites(PromptFiles.NONE).read(tree);
    List<ToolDeclaration> tools = read(root, new Texts(sites));
    var problems = new ProblemList(parsed.problems());
    TreeSize.check(parsed.problems(), tree, "catalogue").ifPresent(problems::add);
    sites.forEach(site -> SiteProblems.syntax(site).forEach(problems::add));
    for (ExpressionSite site : expressions(sites, tools)) {
      SiteProblems.types(site).problems().forEach(problems::add);
    }
    CheckContext context = FormContext.of(text, root.node(), tree, project);
    Rules.OF_FORM.forEach(rule -> rule.check(context, problems::add));
    ofDocuments.forEach(problems::add);
    return new Parsed<>(tools, problems.sorted(parsed.value(), true, project.severities()));
  }

  /**
   * {@return the tools that a catalogue declares, as far as they can be read; unchecked, and
   * without what their requests hold}
   */
  public static List<ToolDeclaration> read(SourceText text) {
    return read(new Spot(YamlParser.parse(text).value().root(), ""));
  }

  private static List<ToolDeclaration> read(Spot root) {
    return read(root, new Texts(List.of()));
  }

  private static List<ToolDeclaration> read(Spot root, Texts texts) {
    var tools = new ArrayList<ToolDeclaration>();
    root.get("tools").forEach((name, tool) -> tools.add(tool(name, tool, texts)));
    root.get("runtimes").forEach((name, runtime) -> tools.add(runtime(name, runtime)));
    return List.copyOf(tools);
  }

  private static ToolDeclaration tool(String name, Spot spot, Texts texts) {
    var fields = new FieldReader(texts);
    Spot output = spot.get("output");
    ToolReach reach = reach(spot, texts);
    var schema =
        new ToolSchema(
            new ToolName(name),
            spot.get("description").textOr(""),
            Field.objectSchema(fields.fields(spot.get("input"))),
            output.isPresent() ? result(fields.fields(output)) : null,
            traits(spot, reach),
            spot.get("timeout").duration(),
            spot.get("version").text(),
            examples(spot.get("examples")));
    return new ToolDeclaration(schema, reach, terms(spot));
  }

  /** What is handed to a runtime is the same for all of them. */
  private static ToolDeclaration runtime(String name, Spot spot) {
    ToolSchema likeness =
        BuiltinTools.knowledge()
            .find(new ToolName(Node.Code.TOOL_PREFIX + "process"))
            .orElseThrow();
    var schema =
        new ToolSchema(
            new ToolName(Node.Code.TOOL_PREFIX + name),
            spot.get("description").textOr(""),
            likeness.input(),
            null,
            traits(spot, new ToolReach.CodeRuntime()),
            spot.get("timeout").duration());
    return new ToolDeclaration(schema, new ToolReach.CodeRuntime(), ToolTerms.NONE);
  }

  private static ToolReach reach(Spot spot, Texts texts) {
    Spot http = spot.get("http");
    if (!http.isPresent()) {
      return new ToolReach.Program(
          spot.get("command").texts(), texts.values(spot.get("env")), spot.get("events").isTrue());
    }
    Spot body = http.get("body");
    return new ToolReach.Request(
        http.get("method").textOr(body.isPresent() ? "POST" : "GET"),
        texts.templateOrEmpty(http.get("url")),
        texts.values(http.get("query")),
        texts.values(http.get("headers")),
        body.isPresent() ? texts.value(body) : null);
  }

  /** What a method promises, unless the author says otherwise. Source: RFC 9110, 9.2. */
  private static ToolTraits traits(Spot spot, ToolReach reach) {
    String method = reach instanceof ToolReach.Request request ? request.method() : "";
    boolean isReading = method.equals("GET");
    boolean isRepeatable = isReading || method.equals("PUT") || method.equals("DELETE");
    return new ToolTraits(
        isTrue(spot.get("read_only"), isReading),
        isTrue(spot.get("idempotent"), isRepeatable),
        spot.get("destructive").isTrue(),
        onUnknown(spot.get("on_unknown")));
  }

  private static boolean isTrue(Spot spot, boolean other) {
    Boolean flag = spot.flag();
    return flag == null ? other : flag;
  }

  private static ToolTerms terms(Spot spot) {
    Spot rate = spot.get("rate");
    Duration per = rate.get("per").duration();
    return new ToolTerms(
        spot.get("concurrency").smallOr(0),
        per == null ? null : new ToolTerms.Rate(rate.get("calls").smallOr(1), per),
        spot.get("output_bytes").smallOr(ToolTerms.OUTPUT_BYTES_MAX),
        spot.get("coerce").isTrue());
  }

  static List<ToolExample> examples(Spot spot) {
    return spot.items().stream()
        .map(it -> new ToolExample(it.get("description").textOr(""), it.get("args").json()))
        .toList();
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
      TypeScope args = scopes.getOrDefault(site.value().owner(), new TypeScope(Ordered.empty()));
      site.holes().forEach(hole -> found.add(new ExpressionSite(site, hole, scope(site, args))));
    }
    return found;
  }

  private static TypeScope scope(TextSite site, TypeScope args) {
    return switch (site.value().scope()) {
      case SECRET -> Scopes.SECRETS;
      case REQUEST -> Scopes.with(args, "secrets", Types.MAP);
      case ScopeKind _ -> args;
    };
  }
}
