package fermata.definition.load;

import fermata.definition.agent.AgentTools;
import fermata.definition.check.ProblemCatalogue;
import fermata.definition.index.DefinitionIndex;
import fermata.definition.index.TextSite;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree;
import fermata.definition.model.AgentDefinition;
import fermata.definition.project.Severities;
import fermata.definition.text.FileForm;
import fermata.definition.text.Parsed;
import fermata.definition.text.Problem;
import fermata.definition.text.SourceText;
import fermata.definition.text.Span;
import fermata.definition.tool.Certainty;
import fermata.definition.tool.ToolKnowledge;
import fermata.definition.yaml.DocumentParser;
import fermata.definition.yaml.YamlDocument;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

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
        AgentTools.in(
            new DefinitionReader(texts, surroundings.agents()).read(new Spot(whole, "")),
            surroundings.agents());
    Surroundings around =
        surroundings.withTools(
            AgentTools.with(definition, surroundings.tools(), surroundings.agents()));
    var scopes = new Scopes(definition, around.tools());
    if (included == null) {
      var later = new LazyIndex(() -> new IndexReader().read(layout, sites, scopes));
      return new ReadAgent(text, parsed, form, root, tree, sites, definition, later, around, null);
    }
    DefinitionIndex index = new IndexReader().read(layout, sites, scopes);
    return new ReadAgent(
        text,
        parsed,
        form,
        root,
        tree,
        included.sitesHere(sites),
        definition,
        new LazyIndex(included.seenFromHere(index)),
        around,
        new ReadAgent.Whole(included, layout, sites, index));
  }

  private static YamlNode inOwnWords(SourceText text, YamlNode written, Surroundings surroundings) {
    return written instanceof YamlNode.Sequence parts
        ? MarkdownAgent.of(text, parts, surroundings)
        : written;
  }

  /** {@return the definition with what is wrong with it} */
  public static LoadedAgent check(ReadAgent read) {
    return checkWhile(read, () -> true).orElseThrow();
  }

  /**
   * {@return the definition with what is wrong with it; empty where the check was broken off}
   *
   * @param isWanted asked between rules
   */
  public static Optional<LoadedAgent> checkWhile(ReadAgent read, BooleanSupplier isWanted) {
    if (OtherFiles.isOne(read.source().form())) {
      return Optional.of(new LoadedAgent(read, OtherFiles.problems(read)));
    }
    if (read.source().form() == FileForm.PROSE) {
      return Optional.of(PartCheck.ofProse(read));
    }
    AgentDefinition definition = read.definition();
    if (definition == null) {
      return Optional.of(notAMapping(read, read.root()));
    }
    if (read.source().form() == FileForm.PART) {
      return Optional.of(PartCheck.of(read));
    }
    return new DefinitionCheck(read, definition, isWanted).check();
  }

  static boolean isSure(ReadAgent read) {
    return read.tools().certainty() == Certainty.COMPLETE;
  }

  static Severities severities(ReadAgent read) {
    return read.surroundings().project().severities();
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
}
