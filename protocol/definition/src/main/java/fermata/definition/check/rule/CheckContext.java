package fermata.definition.check.rule;

import fermata.definition.agent.AgentKnowledge;
import fermata.definition.expression.Type;
import fermata.definition.index.DefinitionIndex;
import fermata.definition.index.ReferencePlace;
import fermata.definition.index.SymbolKind;
import fermata.definition.index.TextSite;
import fermata.definition.keys.PlacedTree;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.Edge;
import fermata.definition.model.Node;
import fermata.definition.project.Project;
import fermata.definition.text.SourceText;
import fermata.definition.text.Span;
import fermata.definition.text.UnreadableFiles;
import fermata.definition.tool.ToolKnowledge;
import fermata.definition.yaml.YamlNode;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that rules see of one definition.
 *
 * @param root the tree's root
 * @param tree the table of keys laid over the tree
 * @param nodes the nodes by where they are written
 * @param definition the model as far as it could be made
 * @param texts the texts that may hold expressions, by pointer
 * @param types what texts that are one expression come to, by pointer
 * @param parts the parts of the expressions
 * @param isGraphWhole whether the graph is as its author meant it, see {@link #isWhole}
 * @param agents the agents that it may run
 * @param project what holds in the workspace; of a project file what it says itself
 * @param unreadable the files that the definition may name and that have no text
 */
public record CheckContext(
    SourceText source,
    YamlNode root,
    Placements tree,
    NodeBlocks nodes,
    AgentDefinition definition,
    DefinitionIndex index,
    Map<String, TextSite> texts,
    Map<String, Type> types,
    ToolKnowledge tools,
    Graph graph,
    ExpressionParts parts,
    boolean isGraphWhole,
    AgentKnowledge agents,
    Project project,
    UnreadableFiles unreadable) {

  public CheckContext {
    // Made for one check and handed over: copies of them were a tenth of its work.
    texts = Collections.unmodifiableMap(texts);
    types = Collections.unmodifiableMap(types);
  }

  /** {@return the same, seen as another tree} */
  public CheckContext as(YamlNode otherRoot, PlacedTree otherTree) {
    return new CheckContext(
        source,
        otherRoot,
        Placements.of(otherTree),
        NodeBlocks.of(otherTree, definition),
        definition,
        index,
        texts,
        types,
        tools,
        graph,
        parts,
        isGraphWhole,
        agents,
        project,
        unreadable);
  }

  /** {@return the same, with a graph of which parts may be missing} */
  public CheckContext withoutGraph() {
    return new CheckContext(
        source,
        root,
        tree,
        nodes,
        definition,
        index,
        texts,
        types,
        tools,
        graph,
        parts,
        false,
        agents,
        project,
        unreadable);
  }

  /** {@return the place that a pointer names, or the nearest around it} */
  public Span place(String pointer) {
    return index.findPlace(pointer).orElse(Span.at(0));
  }

  /** {@return the key at the top level, or the start of the text} */
  public Span keyPlace(String key) {
    return tree.blocksWith(key).stream()
        .filter(block -> block.pointer().isEmpty())
        .flatMap(block -> Stream.ofNullable(block.entry(key)))
        .map(entry -> entry.key().span())
        .findFirst()
        .orElse(Span.at(0));
  }

  /** {@return the node that is written in a block; null where it could not be read} */
  public @Nullable Node nodeOf(Block block) {
    return nodes.find(block);
  }

  /** {@return the way that is written at a place; null where it could not be read} */
  public @Nullable Edge edgeAt(String pointer) {
    return graph.findEdge(pointer).orElse(null);
  }

  /** {@return the place that says where a way leads} */
  public Span target(Edge edge) {
    return index.findPlace(edge.pointer() + ".to").orElse(Span.at(0));
  }

  /**
   * Whether the graph is as its author meant it: every node is of a known kind, every way leads
   * from a node to a node. Where it is not, what follows from the missing parts is not worth
   * telling.
   */
  public static boolean isWhole(DefinitionIndex index, Graph graph) {
    Set<String> declared = new HashSet<>();
    index.declarations().stream()
        .filter(found -> found.symbol().kind() == SymbolKind.NODE)
        .forEach(found -> declared.add(found.symbol().name()));
    return declared.size() == graph.nodes().size()
        && index.references().stream()
            .filter(found -> found.symbol().kind() == SymbolKind.NODE)
            .filter(found -> found.place() != ReferencePlace.EXPRESSION)
            .allMatch(found -> declared.contains(found.symbol().name()));
  }
}
