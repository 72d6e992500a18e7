package fermata.definition.load;

import fermata.definition.expression.ExpressionProblems;
import fermata.definition.index.Declaration;
import fermata.definition.index.DefinitionIndex;
import fermata.definition.index.ExpressionSite;
import fermata.definition.index.Reference;
import fermata.definition.index.ReferencePlace;
import fermata.definition.index.Symbol;
import fermata.definition.index.SymbolKind;
import fermata.definition.text.Problem;
import fermata.definition.text.Severity;
import fermata.definition.text.SourceText;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlNode;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a definition that somebody is about to write: those with an error of form.
 *
 * <p>What such a part means is not known yet, so what seems to follow from it elsewhere is no news
 * to its author: that an output is missing, that a node cannot be reached, that nothing reads a
 * field. It is told as soon as the part is whole. The file is refused either way, for the error of
 * form.
 */
final class HalfWritten {

  /** Sections that say which ways a run can take. */
  private static final Set<String> OF_GRAPH =
      Set.of("nodes", "edges", "entries", "subscriptions", "include");

  /** What the sections declare that expressions and ways mention. */
  private static final Map<String, SymbolKind> DECLARED =
      Map.of(
          "input", SymbolKind.INPUT,
          "output", SymbolKind.OUTPUT,
          "variables", SymbolKind.VARIABLE,
          "state", SymbolKind.STATE,
          "subscriptions", SymbolKind.CONTEXT,
          "entries", SymbolKind.ENTRY,
          "nodes", SymbolKind.NODE);

  private static final Set<String> ELEMENT = Set.of("item", "index");

  private final SourceText text;
  private final DefinitionIndex index;
  private final Set<String> sections = new HashSet<>();
  private final Set<Symbol> unread = new HashSet<>();

  /** The kinds of things of which a name may be among what could not be read. */
  private final Set<SymbolKind> unreadNames = EnumSet.noneOf(SymbolKind.class);

  private HalfWritten(SourceText text, DefinitionIndex index) {
    this.text = text;
    this.index = index;
  }

  /**
   * {@return the parts in which there are errors of form}
   *
   * @param problems of form, of any severity
   */
  static HalfWritten of(
      Collection<Problem> problems, SourceText text, YamlNode root, DefinitionIndex index) {
    var parts = new HalfWritten(text, index);
    for (Problem problem : problems) {
      if (problem.severity() == Severity.ERROR && problem.code().isOfForm()) {
        parts.add(problem, root);
      }
    }
    return parts;
  }

  private void add(Problem problem, YamlNode root) {
    Span place = problem.span();
    String section = sectionAt(place, root);
    sections.add(section);
    SymbolKind kind = DECLARED.get(section);
    if (kind != null) {
      Declaration declared = lastBefore(place, kind);
      boolean isAmongNames = declared == null || isAmongNames(problem, declared);
      if (isAmongNames) {
        unreadNames.add(kind);
      }
      if (declared != null && (!isAmongNames || declared.whole().touches(place.start()))) {
        unread.add(declared.symbol());
      }
    }
  }

  /** Whether a line is broken that may have been meant to begin with a name. */
  private boolean isAmongNames(Problem problem, Declaration declared) {
    boolean isLineOfName = indent(problem.span().start()) <= indent(declared.name().start());
    return declared.symbol().name().isEmpty() || (problem.code().isOfSyntax() && isLineOfName);
  }

  private static String sectionAt(Span place, YamlNode root) {
    String section = "";
    int start = -1;
    for (YamlNode.Entry entry :
        root instanceof YamlNode.Mapping mapping ? mapping.entries() : List.<YamlNode.Entry>of()) {
      int at = entry.key().span().start();
      if (at <= place.start() && at > start) {
        section = entry.keyText();
        start = at;
      }
    }
    return section;
  }

  /** What of a kind began last before the end of a place. */
  private @Nullable Declaration lastBefore(Span place, SymbolKind kind) {
    Declaration last = null;
    for (Declaration found : index.declarations()) {
      int start = found.name().start();
      if (found.symbol().kind() == kind
          && start <= place.end()
          && (last == null || start > last.name().start())) {
        last = found;
      }
    }
    return last;
  }

  private int indent(int offset) {
    String units = text.text();
    int line = units.lastIndexOf('\n', offset - 1) + 1;
    int first = line;
    while (first < units.length() && units.charAt(first) == ' ') {
      first++;
    }
    return first - line;
  }

  /** Whether all was read. */
  boolean isNothing() {
    return sections.isEmpty();
  }

  /** Whether ways may be missing. */
  boolean isInGraph() {
    return sections.stream().anyMatch(section -> section.isEmpty() || OF_GRAPH.contains(section));
  }

  /** Whether a problem seems to follow from what could not be read, and stands elsewhere. */
  boolean explains(Problem problem) {
    if (isNothing() || problem.code().isOfForm() || isInside(problem.span())) {
      return false;
    }
    Span place = problem.span();
    return index.references().stream()
            .anyMatch(
                found ->
                    found.place() != ReferencePlace.EXPRESSION
                        && found.span().equals(place)
                        && isUnread(found))
        || index.expressions().stream()
            .filter(site -> isWithin(place, site.span()) || isWithin(site.span(), place))
            .anyMatch(site -> isAboutUnread(site) || isOfUnreadMap(problem));
  }

  private static boolean isWithin(Span inner, Span outer) {
    return outer.start() <= inner.start() && inner.end() <= outer.end();
  }

  /** A `map` node gives its body names, which are not known before the node is. */
  private boolean isOfUnreadMap(Problem problem) {
    if (!problem.code().equals(ExpressionProblems.UNKNOWN_NAME)) {
      return false;
    }
    String name = text.slice(problem.span());
    return unread.stream()
        .filter(symbol -> symbol.kind() == SymbolKind.NODE)
        .flatMap(symbol -> index.findDeclaration(symbol).stream())
        .anyMatch(node -> ELEMENT.contains(name) || text.slice(node.whole()).contains(name));
  }

  private boolean isInside(Span place) {
    return unread.stream()
        .flatMap(symbol -> index.findDeclaration(symbol).stream())
        .anyMatch(found -> found.whole().touches(place.start()));
  }

  private boolean isAboutUnread(ExpressionSite site) {
    return unread.contains(Symbol.node(site.text().value().owner()))
        || index.references().stream()
            .filter(found -> found.place() == ReferencePlace.EXPRESSION)
            .filter(found -> found.pointer().equals(site.text().value().pointer()))
            .anyMatch(this::isUnread);
  }

  private boolean isUnread(Reference found) {
    Symbol symbol = found.symbol();
    return switch (symbol.kind()) {
      case NODE, INPUT, OUTPUT, STATE, VARIABLE, CONTEXT, ENTRY -> isUnread(symbol);
      case NODE_OUTPUT, NODE_INPUT, STEP ->
          symbol.owner().isEmpty() ? isInGraph() : isUnread(Symbol.node(symbol.owner()));
      case AGENT, TOOL, OTHER_AGENT -> false;
    };
  }

  private boolean isUnread(Symbol symbol) {
    return unread.contains(symbol)
        || (unreadNames.contains(symbol.kind()) && index.findDeclaration(symbol).isEmpty());
  }
}
