package fermata.definition.load;

import fermata.definition.check.ProblemCatalogue;
import fermata.definition.check.Rules;
import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.ExpressionParts;
import fermata.definition.check.rule.Graph;
import fermata.definition.check.rule.Placements;
import fermata.definition.check.rule.Rule;
import fermata.definition.expression.ExpressionProblems;
import fermata.definition.expression.Type;
import fermata.definition.index.DefinitionIndex;
import fermata.definition.index.ExpressionSite;
import fermata.definition.index.SymbolKind;
import fermata.definition.index.TextSite;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree;
import fermata.definition.model.AgentDefinition;
import fermata.definition.project.Severities;
import fermata.definition.text.FileForm;
import fermata.definition.text.Parsed;
import fermata.definition.text.Problem;
import fermata.definition.text.Severity;
import fermata.definition.text.SourceText;
import fermata.definition.text.Span;
import fermata.definition.tool.Certainty;
import fermata.definition.tool.ToolKnowledge;
import fermata.definition.yaml.DocumentParser;
import fermata.definition.yaml.YamlDocument;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads and checks agent definitions.
 *
 * <p>The editor, {@code fermata check} and the daemon all call {@link #load} and so find the same
 * problems. Total: never throws, for any text.
 */
public final class AgentLoader {

  private AgentLoader() {}

  /** {@return the definition in a text, with all problems of all layers} */
  public static LoadedAgent load(SourceText text, Surroundings surroundings) {
    return check(read(text, surroundings));
  }

  /** {@return the definition in a text, with all problems of all layers} */
  public static LoadedAgent load(SourceText text, PromptFiles files, ToolKnowledge tools) {
    return load(text, new Surroundings(files, tools));
  }

  /** {@return the definition in a text, unchecked} */
  public static ReadAgent read(SourceText text, PromptFiles files, ToolKnowledge tools) {
    return read(text, new Surroundings(files, tools));
  }

  /** {@return the definition in a text, unchecked} */
  public static ReadAgent read(SourceText text, Surroundings surroundings) {
    if (OtherFiles.isOne(text.form())) {
      return OtherFiles.read(text, surroundings);
    }
    Parsed<YamlDocument> parsed = DocumentParser.parse(text);
    YamlNode written = YamlValues.resolved(parsed.value().root());
    PlacedTree form = PlacedTree.of(written, text.form());
    boolean isMarkdown = text.form().isMarkdown();
    YamlNode root = isMarkdown ? inOwnWords(text, written, surroundings) : written;
    PlacedTree tree = isMarkdown ? PlacedTree.of(root, KeyContext.AGENT) : form;
    if (!(root instanceof YamlNode.Mapping mapping)) {
      return new ReadAgent(
          text, parsed, form, root, tree, List.of(), null, DefinitionIndex.EMPTY, surroundings);
    }
    Included included = isMarkdown ? null : Inclusion.read(text, mapping, surroundings.files());
    YamlNode all = included == null ? root : included.root();
    PlacedTree layout = included == null ? tree : PlacedTree.of(all, text.form());
    List<TextSite> sites = new TextSites(surroundings.files()).read(layout);
    var texts = new Texts(sites);
    YamlNode whole = ProjectDefaults.of(all, layout, surroundings.project());
    AgentDefinition definition =
        new DefinitionReader(texts, surroundings.agents()).read(new Spot(whole, ""));
    DefinitionIndex index =
        new IndexReader().read(layout, sites, new Scopes(definition, surroundings.tools()));
    return included == null
        ? new ReadAgent(text, parsed, form, root, tree, sites, definition, index, surroundings)
        : new ReadAgent(
            text,
            parsed,
            form,
            root,
            tree,
            included.sitesHere(sites),
            definition,
            included.seenFromHere(index),
            surroundings,
            new ReadAgent.Whole(included, layout, sites, index));
  }

  private static YamlNode inOwnWords(SourceText text, YamlNode written, Surroundings surroundings) {
    return written instanceof YamlNode.Sequence parts
        ? MarkdownAgent.of(text, parts, surroundings)
        : written;
  }

  /** {@return the definition with what is wrong with it} */
  public static LoadedAgent check(ReadAgent read) {
    if (OtherFiles.isOne(read.source().form())) {
      return new LoadedAgent(read, OtherFiles.problems(read));
    }
    if (read.source().form() == FileForm.PROSE) {
      return PartCheck.ofProse(read);
    }
    AgentDefinition definition = read.definition();
    if (definition == null) {
      return notAMapping(read, read.root());
    }
    if (read.source().form() == FileForm.PART) {
      return PartCheck.of(read);
    }
    ReadAgent.Whole whole = read.whole();
    DefinitionIndex index = whole == null ? read.index() : whole.index();
    List<TextSite> sites = whole == null ? read.sites() : whole.sites();
    var problems = new ProblemList(syntax(read));
    sites.forEach(site -> SiteProblems.syntax(site).forEach(problems::add));
    Map<String, Type> types = checkTypes(index, problems);
    Graph graph = Graph.of(definition);
    var meaning =
        new CheckContext(
            whole == null ? read.source() : whole.included().whole(),
            whole == null ? read.root() : whole.included().root(),
            Placements.of(whole == null ? read.layout() : whole.layout()),
            definition,
            index,
            byPointer(sites),
            types,
            read.tools(),
            graph,
            ExpressionParts.of(index),
            CheckContext.isWhole(index, graph),
            read.agents(),
            read.surroundings().project());
    CheckContext form =
        read.source().form().isMarkdown()
            ? meaning.as(read.parsed().value().root(), read.written())
            : meaning;
    for (Rule rule : Rules.ALL) {
      boolean isOfForm = Rules.isOfForm(rule);
      Consumer<Problem> told =
          problem -> {
            if (isTold(problem, isOfForm, read)) {
              problems.add(problem);
            }
          };
      rule.check(isOfForm ? form : meaning, told);
    }
    return whole == null
        ? new LoadedAgent(
            read, problems.sorted(read.parsed().value(), isSure(read), severities(read)))
        : PartCheck.split(read, whole.included(), problems);
  }

  /** What is wrong with the YAML, of the files that are included too. */
  private static List<Problem> syntax(ReadAgent read) {
    ReadAgent.Whole whole = read.whole();
    if (whole == null) {
      return read.parsed().problems();
    }
    var all = new ArrayList<>(read.parsed().problems());
    whole.included().parts().forEach(part -> all.addAll(part.parsed().problems()));
    all.addAll(whole.included().problems());
    return all;
  }

  static boolean isSure(ReadAgent read) {
    return read.tools().certainty() == Certainty.COMPLETE;
  }

  static Severities severities(ReadAgent read) {
    return read.surroundings().project().severities();
  }

  /** Whether a problem is worth telling, seen where it is. */
  private static boolean isTold(Problem problem, boolean isOfForm, ReadAgent read) {
    if (isOfForm || !read.source().form().isMarkdown() || problem.severity() == Severity.ERROR) {
      return true;
    }
    // Nobody is told to write what holds anyway, nor to write another tool's file in our words.
    boolean isForeign =
        read.written().blocks().stream()
            .anyMatch(block -> block.pointer().isEmpty() && block.context().isForeign());
    return problem.span().length() > 0 && !(isForeign && problem.severity() == Severity.HINT);
  }

  /** {@return what the texts that are one expression come to, by pointer} */
  private static Map<String, Type> checkTypes(DefinitionIndex index, ProblemList problems) {
    Map<String, Type> types = new HashMap<>();
    for (ExpressionSite site : index.expressions()) {
      Parsed<Type> type = SiteProblems.types(site);
      type.problems().stream()
          .filter(problem -> !isAboutUnreadNode(problem, index))
          .forEach(problems::add);
      if (site.text().template().value().isSingle()) {
        types.putIfAbsent(site.text().value().pointer(), type.value());
      }
    }
    return types;
  }

  /** A node that is there and could not be read has problems of its own. */
  private static boolean isAboutUnreadNode(Problem problem, DefinitionIndex index) {
    return problem.code().equals(ExpressionProblems.UNKNOWN_MEMBER)
        && index.references().stream()
            // In a file all names stand where the file is named.
            .filter(found -> found.file() == null && found.span().equals(problem.span()))
            .filter(found -> found.symbol().kind() == SymbolKind.NODE)
            .anyMatch(found -> index.findDeclaration(found.symbol()).isPresent());
  }

  private static LoadedAgent notAMapping(ReadAgent read, YamlNode root) {
    var problems = new ArrayList<>(read.parsed().problems());
    if (read.parsed().isUsable()) {
      problems.add(
          Problem.of(
              ProblemCatalogue.NOT_A_MAPPING,
              firstLine(root.span(), read.source()),
              "not an agent definition (expected: a mapping with 'agent' and 'nodes')"));
    }
    return new LoadedAgent(read, problems);
  }

  private static Span firstLine(Span span, SourceText text) {
    int end = text.text().indexOf('\n', span.start());
    return new Span(span.start(), end < 0 ? span.end() : Math.min(end, span.end()));
  }

  private static Map<String, TextSite> byPointer(List<TextSite> sites) {
    Map<String, TextSite> texts = new LinkedHashMap<>();
    sites.forEach(site -> texts.putIfAbsent(site.value().pointer(), site));
    return texts;
  }
}
