package fermata.definition.naming;

import fermata.definition.check.rule.Graph;
import fermata.definition.check.rule.NodeOutputs;
import fermata.definition.index.Declaration;
import fermata.definition.index.Reference;
import fermata.definition.index.Symbol;
import fermata.definition.index.SymbolKind;
import fermata.definition.load.ReadAgent;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.Node;
import fermata.definition.model.OutputField;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which declarations have one name, so that a change of one without the others would change what
 * the definition means.
 *
 * <p>Two are tied where one word mentions both, by an alias or in the result of a run; and a field
 * of the result without {@code from} is tied to what it takes by its name.
 */
final class NameTies {

  private final Map<Object, Set<Symbol>> symbolsByPlace = new HashMap<>();
  private final Map<Symbol, Set<Object>> placesBySymbol = new HashMap<>();

  NameTies(ReadAgent agent) {
    for (Declaration declaration : agent.index().declarations()) {
      if (agent.source().slice(declaration.name()).contains(declaration.symbol().name())) {
        tie(declaration.name(), declaration.symbol());
      }
    }
    for (Reference reference : agent.index().references()) {
      tie(reference.file() == null ? reference.span() : reference.file(), reference.symbol());
    }
    if (agent.definition() != null) {
      tieResult(agent.definition());
      agent.definition().nodes().values().forEach(this::tieSteps);
    }
  }

  private void tie(Object place, Symbol symbol) {
    symbolsByPlace.computeIfAbsent(place, _ -> new LinkedHashSet<>()).add(symbol);
    placesBySymbol.computeIfAbsent(symbol, _ -> new LinkedHashSet<>()).add(place);
  }

  /** Without {@code return} the outputs of a workflow have the names of its steps. */
  private void tieSteps(Node node) {
    if (node instanceof Node.Workflow workflow && workflow.result() == null) {
      String id = node.id().value();
      for (String part : workflow.parts().keySet()) {
        tie(Symbol.step(id, part), Symbol.step(id, part));
        tie(Symbol.step(id, part), Symbol.nodeOutput(id, part));
      }
    }
  }

  private void tieResult(AgentDefinition definition) {
    Graph graph = Graph.of(definition);
    for (OutputField field : definition.output().values()) {
      if (field.from() == null) {
        String name = field.field().name();
        Symbol output = Symbol.of(SymbolKind.OUTPUT, name);
        tie(output, output);
        if (definition.state().containsKey(name)) {
          tie(output, Symbol.of(SymbolKind.STATE, name));
        }
        for (Node node : definition.nodes().values()) {
          if (graph.isTerminal(node.id()) && NodeOutputs.of(node).containsKey(name)) {
            tie(output, Symbol.nodeOutput(node.id().value(), name));
          }
        }
      }
    }
  }

  /** {@return what is declared or mentioned at an offset of the definition} */
  static Set<Symbol> symbolsAt(ReadAgent agent, int offset) {
    Set<Symbol> found = new LinkedHashSet<>();
    agent.index().references().stream()
        .filter(reference -> reference.isAt(offset))
        .forEach(reference -> found.add(reference.symbol()));
    if (found.isEmpty()) {
      agent.index().declarations().stream()
          .filter(declaration -> declaration.name().touches(offset))
          .forEach(declaration -> found.add(declaration.symbol()));
    }
    return found;
  }

  /** {@return some symbols with those that are tied to one of them} */
  Set<Symbol> neighbours(Set<Symbol> symbols) {
    Set<Symbol> found = new LinkedHashSet<>(symbols);
    for (Symbol symbol : symbols) {
      for (Object place : placesBySymbol.getOrDefault(symbol, Set.of())) {
        found.addAll(symbolsByPlace.getOrDefault(place, Set.of()));
      }
    }
    return found;
  }

  /** {@return some symbols with all that are tied to them, directly or by others} */
  Set<Symbol> closure(Set<Symbol> symbols) {
    Set<Symbol> found = new LinkedHashSet<>(symbols);
    Deque<Symbol> open = new ArrayDeque<>(symbols);
    while (!open.isEmpty()) {
      for (Symbol next : neighbours(Set.of(open.pop()))) {
        if (found.add(next)) {
          open.push(next);
        }
      }
    }
    return found;
  }
}
