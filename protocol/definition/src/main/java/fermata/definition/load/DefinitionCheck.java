package fermata.definition.load;

import fermata.definition.check.Rules;
import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.ExpressionParts;
import fermata.definition.check.rule.Graph;
import fermata.definition.check.rule.NodeBlocks;
import fermata.definition.check.rule.Placements;
import fermata.definition.check.rule.Rule;
import fermata.definition.expression.ExpressionProblems;
import fermata.definition.expression.Type;
import fermata.definition.index.DefinitionIndex;
import fermata.definition.index.ExpressionSite;
import fermata.definition.index.Reference;
import fermata.definition.index.SymbolKind;
import fermata.definition.index.TextSite;
import fermata.definition.keys.PlacedTree;
import fermata.definition.model.AgentDefinition;
import fermata.definition.text.Parsed;
import fermata.definition.text.Problem;
import fermata.definition.text.Severity;
import fermata.definition.text.SourceText;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is wrong with one definition and the files that it includes.
 *
 * <p>First what is wrong with how it is written, then what it means, as far as that is known then.
 * Confined to one thread: made for one check.
 */
final class DefinitionCheck {

  private final ReadAgent read;
  private final AgentDefinition definition;
  private final SourceText text;
  private final YamlNode root;
  private final PlacedTree layout;
  private final DefinitionIndex index;
  private final List<TextSite> sites;
  private final ProblemList problems;
  private final BooleanSupplier isWanted;
  private boolean isBrokenOff;
  private @Nullable Set<Span> declaredNodes;

  /**
   * A check that has not begun.
   *
   * @param isWanted asked between rules; once it is not, the check ends
   */
  DefinitionCheck(ReadAgent read, AgentDefinition definition, BooleanSupplier isWanted) {
    ReadAgent.Whole whole = read.whole();
    this.read = read;
    this.definition = definition;
    this.isWanted = isWanted;
    this.text = whole == null ? read.source() : whole.included().whole();
    this.root = whole == null ? read.root() : whole.included().root();
    this.layout = whole == null ? read.layout() : whole.layout();
    this.index = whole == null ? read.index() : whole.index();
    this.sites = whole == null ? read.sites() : whole.sites();
    this.problems = new ProblemList(syntax(read));
  }

  /** {@return what was found; empty where the check was broken off} */
  Optional<LoadedAgent> check() {
    sites.forEach(site -> SiteProblems.syntax(site).forEach(problems::add));
    TreeSize.check(read.parsed().problems(), layout, "definition").ifPresent(problems::add);
    var ofTypes = new ArrayList<Problem>();
    CheckContext context = context(checkTypes(ofTypes));
    CheckContext asWritten =
        read.source().form().isMarkdown()
            ? context.as(read.parsed().value().root(), read.written())
            : context;
    for (Rule rule : rulesAsWritten()) {
      if (!rule.isOfUse() && isGoingOn()) {
        rule.check(asWritten, problems::add);
      }
    }
    HalfWritten unread = HalfWritten.of(problems.all(), text, root, index);
    checkMeaning(unread, context, ofTypes);
    if (unread.isNothing()) {
      checkUse(context, asWritten);
    }
    return isBrokenOff ? Optional.empty() : Optional.of(found());
  }

  private boolean isGoingOn() {
    isBrokenOff = isBrokenOff || !isWanted.getAsBoolean();
    return !isBrokenOff;
  }

  private LoadedAgent found() {
    ReadAgent.Whole whole = read.whole();
    return whole == null
        ? new LoadedAgent(
            read,
            problems.sorted(
                read.parsed().value(), AgentLoader.isSure(read), AgentLoader.severities(read)))
        : PartCheck.split(read, whole.included(), problems);
  }

  private void checkMeaning(HalfWritten unread, CheckContext context, List<Problem> ofTypes) {
    List<Problem> told = ofTypes.stream().filter(found -> !unread.explains(found)).toList();
    UndeclaredOutput.explained(told, context).forEach(problems::add);
    CheckContext known = unread.isInGraph() ? context.withoutGraph() : context;
    for (Rule rule : Rules.OF_MEANING) {
      if (!rule.isOfUse() && isGoingOn()) {
        rule.check(
            known,
            problem -> {
              if (!unread.explains(problem)) {
                tell(problem);
              }
            });
      }
    }
  }

  private void checkUse(CheckContext context, CheckContext asWritten) {
    for (Rule rule : rulesAsWritten()) {
      if (rule.isOfUse() && isGoingOn()) {
        rule.check(asWritten, problems::add);
      }
    }
    for (Rule rule : Rules.OF_MEANING) {
      if (rule.isOfUse() && isGoingOn()) {
        rule.check(context, this::tell);
      }
    }
  }

  private List<Rule> rulesAsWritten() {
    return read.source().form().isMarkdown() ? Rules.OF_MARKDOWN_FORM : Rules.OF_FORM;
  }

  private void tell(Problem problem) {
    if (isTold(problem)) {
      problems.add(problem);
    }
  }

  private CheckContext context(Map<String, Type> types) {
    Graph graph = Graph.of(definition);
    return new CheckContext(
        text,
        root,
        Placements.of(layout),
        NodeBlocks.of(layout, definition),
        definition,
        index,
        byPointer(sites),
        types,
        read.tools(),
        graph,
        ExpressionParts.of(index),
        CheckContext.isWhole(index, graph),
        read.agents(),
        read.surroundings().project(),
        read.surroundings().files());
  }

  /** Whether a problem is worth telling, seen where it is. */
  private boolean isTold(Problem problem) {
    if (!read.source().form().isMarkdown() || problem.severity() == Severity.ERROR) {
      return true;
    }
    // Nobody is told to write what holds anyway, nor to write another tool's file in our words.
    boolean isForeign =
        read.written().blocks().stream()
            .anyMatch(block -> block.pointer().isEmpty() && block.context().isForeign());
    return problem.span().length() > 0 && !(isForeign && problem.severity() == Severity.HINT);
  }

  /** {@return what the texts that are one expression come to, by pointer} */
  private Map<String, Type> checkTypes(List<Problem> problems) {
    Map<String, Type> types = new HashMap<>();
    for (ExpressionSite site : index.expressions()) {
      Parsed<Type> type = SiteProblems.types(site);
      type.problems().stream()
          .filter(problem -> !isAboutUnreadNode(problem))
          .forEach(problems::add);
      if (site.text().template().value().isSingle()) {
        types.putIfAbsent(site.text().value().pointer(), type.value());
      }
    }
    return types;
  }

  /** A node that is there and could not be read has problems of its own. */
  private boolean isAboutUnreadNode(Problem problem) {
    return problem.code().equals(ExpressionProblems.UNKNOWN_MEMBER)
        && declaredNodes().contains(problem.span());
  }

  /** {@return where nodes are mentioned that there are} */
  private Set<Span> declaredNodes() {
    Set<Span> known = declaredNodes;
    if (known == null) {
      known = new HashSet<>();
      for (Reference found : index.references()) {
        // In a file all names stand where the file is named.
        if (found.file() == null
            && found.symbol().kind() == SymbolKind.NODE
            && index.findDeclaration(found.symbol()).isPresent()) {
          known.add(found.span());
        }
      }
      declaredNodes = known;
    }
    return known;
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

  private static Map<String, TextSite> byPointer(List<TextSite> sites) {
    Map<String, TextSite> texts = new LinkedHashMap<>();
    sites.forEach(site -> texts.putIfAbsent(site.value().pointer(), site));
    return texts;
  }
}
