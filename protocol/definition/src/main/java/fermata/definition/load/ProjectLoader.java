package fermata.definition.load;

import fermata.definition.check.Rules;
import fermata.definition.check.policy.InvalidModel;
import fermata.definition.check.policy.LiteralSecret;
import fermata.definition.check.project.LimitAboveMaximum;
import fermata.definition.check.rule.CheckContext;
import fermata.definition.index.ExpressionSite;
import fermata.definition.index.TextSite;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree;
import fermata.definition.project.Project;
import fermata.definition.project.Severities;
import fermata.definition.text.Parsed;
import fermata.definition.text.Problem;
import fermata.definition.text.Severity;
import fermata.definition.text.SourceText;
import fermata.definition.yaml.YamlDocument;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlParser;
import fermata.definition.yaml.YamlValues;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Reads and checks the project file of a workspace, {@code fermata.yaml}. Total. */
public final class ProjectLoader {

  private ProjectLoader() {}

  /** {@return what a project file says, as far as it can be read, and its problems} */
  public static Parsed<Project> load(SourceText text) {
    Parsed<YamlDocument> parsed = YamlParser.parse(text);
    YamlNode root = YamlValues.resolved(parsed.value().root());
    PlacedTree tree = PlacedTree.of(root, KeyContext.PROJECT);
    List<TextSite> sites = new TextSites(PromptFiles.NONE).read(tree);
    var texts = new Texts(sites);
    Project read = read(new Spot(root, ""), texts, 0);
    List<Problem> problems = problems(text, parsed, tree, sites, read);
    int errors =
        (int) problems.stream().filter(found -> found.severity() == Severity.ERROR).count();
    return new Parsed<>(errors == 0 ? read : read(new Spot(root, ""), texts, errors), problems);
  }

  private static List<Problem> problems(
      SourceText text,
      Parsed<YamlDocument> parsed,
      PlacedTree tree,
      List<TextSite> sites,
      Project project) {
    YamlNode root = YamlValues.resolved(parsed.value().root());
    CheckContext context = FormContext.of(text, root, tree, project);
    var problems = new ProblemList(parsed.problems());
    TreeSize.check(parsed.problems(), tree, "project file").ifPresent(problems::add);
    sites.forEach(site -> SiteProblems.syntax(site).forEach(problems::add));
    for (ExpressionSite site : expressions(sites)) {
      SiteProblems.types(site).problems().forEach(problems::add);
    }
    Rules.OF_FORM.forEach(rule -> rule.check(context, problems::add));
    Rules.OF_PROJECT.forEach(rule -> rule.check(context, problems::add));
    for (var rule : List.of(new InvalidModel(), new LiteralSecret(), new LimitAboveMaximum())) {
      rule.check(context, problems::add);
    }
    LevelProblems.check(context, problems::add);
    return problems.sorted(parsed.value(), true, project.severities());
  }

  /** {@return the expressions of a project file: they read secrets, and nothing else} */
  static List<ExpressionSite> expressions(List<TextSite> sites) {
    return sites.stream()
        .flatMap(
            site ->
                site.holes().stream().map(hole -> new ExpressionSite(site, hole, Scopes.SECRETS)))
        .toList();
  }

  private static Project read(Spot root, Texts texts, int errorCount) {
    Spot models = root.get("models");
    return new Project(
        models.get("default").text(),
        texts(models.get("aliases")),
        providers(root.get("providers")),
        prices(root.get("prices")),
        mapping(root.get("limits").get("default")),
        mapping(root.get("limits").get("max")),
        root.get("approvals").get("default").node() instanceof YamlNode.Scalar verdict
            ? verdict
            : null,
        NodeReader.patterns(root.get("deny")),
        severities(root.get("problems")),
        new Project.Files(
            root.get("files").get("include").texts(), root.get("files").get("exclude").texts()),
        servers(root.get("servers"), texts),
        errorCount);
  }

  private static YamlNode.@Nullable Mapping mapping(Spot spot) {
    return spot.node() instanceof YamlNode.Mapping mapping ? mapping : null;
  }

  private static SequencedMap<String, String> texts(Spot spot) {
    SequencedMap<String, String> texts = new LinkedHashMap<>();
    spot.members()
        .forEach(
            (name, value) -> {
              String text = value.text();
              if (text != null) {
                texts.put(name, text);
              }
            });
    return texts;
  }

  private static SequencedMap<String, Project.Provider> providers(Spot spot) {
    SequencedMap<String, Project.Provider> providers = new LinkedHashMap<>();
    spot.members()
        .forEach(
            (name, provider) -> {
              String address = provider.get("base_url").text();
              if (address != null) {
                providers.put(
                    name,
                    new Project.Provider(
                        address,
                        provider.get("key").text(),
                        provider.get("free").isTrue(),
                        provider.get("protocol").textOr(Project.Provider.CHAT),
                        provider.get("silence").duration(),
                        provider.get("first_token").duration()));
              }
            });
    return providers;
  }

  private static SequencedMap<String, Project.Price> prices(Spot spot) {
    SequencedMap<String, Project.Price> prices = new LinkedHashMap<>();
    spot.members()
        .forEach(
            (model, price) -> {
              BigDecimal input = price.get("input_usd").decimal();
              BigDecimal output = price.get("output_usd").decimal();
              if (input != null && output != null) {
                prices.put(
                    model,
                    new Project.Price(input, price.get("cached_input_usd").decimal(), output));
              }
            });
    return prices;
  }

  private static SequencedMap<String, Project.Server> servers(Spot spot, Texts texts) {
    SequencedMap<String, Project.Server> servers = new LinkedHashMap<>();
    spot.members()
        .forEach(
            (name, server) ->
                servers.put(
                    name,
                    new Project.Server(
                        server.get("command").texts(),
                        texts.values(server.get("env")),
                        server.get("url").text(),
                        texts.values(server.get("headers")))));
    return servers;
  }

  private static Severities severities(Spot spot) {
    SequencedMap<String, Severities.Level> levels = new LinkedHashMap<>();
    spot.members()
        .forEach(
            (name, word) ->
                Severities.Level.find(word.textOr("")).ifPresent(level -> levels.put(name, level)));
    return new Severities(levels);
  }
}
