package fermata.definition.load;

import fermata.definition.check.rule.NodeOutputs;
import fermata.definition.expression.ExpressionTree;
import fermata.definition.expression.ExpressionTrees;
import fermata.definition.index.ExpressionSite;
import fermata.definition.index.Reference;
import fermata.definition.index.ReferencePlace;
import fermata.definition.index.Symbol;
import fermata.definition.index.SymbolKind;
import fermata.definition.keys.ScopeKind;
import fermata.definition.model.Node;
import fermata.definition.text.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the names of a definition that an expression mentions, as a member or in brackets.
 *
 * <p>The variable of a macro hides a name of the language within the macro. Confined to one thread:
 * made for one expression.
 */
final class ExpressionReferences {

  /** CEL's name of the operator that takes an element. */
  private static final String INDEX = "_[_]";

  private final ExpressionSite site;
  private final List<Node> ends;
  private final boolean hasOutput;
  private final List<Reference> found = new ArrayList<>();

  private ExpressionReferences(ExpressionSite site, List<Node> ends, boolean hasOutput) {
    this.site = site;
    this.ends = ends;
    this.hasOutput = hasOutput;
  }

  /**
   * {@return the mentions in an expression}
   *
   * @param ends the nodes whose outputs the result of a run is made of
   * @param hasOutput whether the agent declares what its result is
   */
  static List<Reference> of(ExpressionSite site, List<Node> ends, boolean hasOutput) {
    var references = new ExpressionReferences(site, ends, hasOutput);
    references.read(site.expression().root(), Set.of());
    return references.found;
  }

  private void read(ExpressionTree tree, Set<String> hidden) {
    Selection selection = selection(tree);
    if (selection != null) {
      symbols(selection, hidden).forEach(symbol -> add(symbol, selection.span()));
    }
    if (tree instanceof ExpressionTree.Macro macro) {
      read(macro.range(), hidden);
      var inside = new HashSet<>(hidden);
      inside.add(macro.variable());
      macro.bodies().forEach(body -> read(body, inside));
    } else {
      ExpressionTrees.children(tree).forEach(child -> read(child, hidden));
    }
  }

  private void add(Symbol symbol, Span span) {
    found.add(
        new Reference(
            symbol,
            site.span(span),
            ReferencePlace.EXPRESSION,
            site.expression().pointer(),
            site.fileSpan(span)));
  }

  /** A value taken out of another by a name that stands in the text. */
  private record Selection(ExpressionTree operand, String name, Span span) {}

  private @Nullable Selection selection(ExpressionTree tree) {
    return switch (tree) {
      case ExpressionTree.Member(_, var operand, var name, var span) ->
          new Selection(operand, name, span);
      case ExpressionTree.Call call
          when call.function().equals(INDEX)
              && call.arguments().getLast() instanceof ExpressionTree.Literal literal
              && literal.kind() == ExpressionTree.LiteralKind.STRING ->
          new Selection(
              call.arguments().getFirst(), literal.value().textValue(), inQuotes(literal));
      case ExpressionTree _ -> null;
    };
  }

  /** One that is written with escapes is taken with its quotes. */
  private Span inQuotes(ExpressionTree.Literal literal) {
    String written =
        site.expression().source().substring(literal.span().start(), literal.span().end());
    String name = literal.value().textValue();
    int at = name.isEmpty() ? -1 : written.indexOf(name);
    return at < 0 ? literal.span() : new Span(at, at + name.length()).shift(literal.span().start());
  }

  private List<Symbol> symbols(Selection selection, Set<String> hidden) {
    String name = selection.name();
    if (selection.operand() instanceof ExpressionTree.Name(_, var root)) {
      return hidden.contains(root) ? List.of() : ofRoot(root, name);
    }
    Selection outer = selection(selection.operand());
    return outer != null
            && outer.operand() instanceof ExpressionTree.Name(_, var root)
            && root.equals("nodes")
            && !hidden.contains(root)
        ? List.of(Symbol.nodeOutput(outer.name(), name))
        : List.of();
  }

  private List<Symbol> ofRoot(String root, String name) {
    return switch (root) {
      case "nodes" -> List.of(Symbol.node(name));
      case "inputs" -> List.of(Symbol.nodeInput(site.text().value().owner(), name));
      case "input" -> List.of(Symbol.of(SymbolKind.INPUT, name));
      case "state" -> List.of(Symbol.of(SymbolKind.STATE, name));
      case "context" -> List.of(Symbol.of(SymbolKind.CONTEXT, name));
      case "steps" -> List.of(Symbol.step(site.text().value().owner(), name));
      case "vars" -> List.of(Symbol.of(SymbolKind.VARIABLE, name));
      case "output" -> outputs(name);
      default -> List.of();
    };
  }

  /** On a way it is an output of its source; in the result it is one of wherever the run ended. */
  private List<Symbol> outputs(String name) {
    ScopeKind scope = site.text().value().scope();
    if (scope == ScopeKind.MEASURE && hasOutput) {
      return List.of(Symbol.of(SymbolKind.OUTPUT, name));
    }
    if (scope != ScopeKind.RESULT && scope != ScopeKind.MEASURE) {
      return List.of(Symbol.nodeOutput(site.text().value().owner(), name));
    }
    List<Symbol> set =
        ends.stream()
            .filter(node -> NodeOutputs.of(node).containsKey(name))
            .map(node -> Symbol.nodeOutput(node.id().value(), name))
            .toList();
    return set.isEmpty() ? List.of(Symbol.nodeOutput("", name)) : set;
  }
}
