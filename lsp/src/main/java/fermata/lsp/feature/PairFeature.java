package fermata.lsp.feature;

import fermata.definition.index.Declaration;
import fermata.definition.index.DefinitionIndex;
import fermata.definition.index.Symbol;
import fermata.definition.index.SymbolKind;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.Edge;
import fermata.definition.naming.Mention;
import fermata.definition.naming.Mentions;
import fermata.definition.naming.Renames;
import fermata.definition.naming.Renaming;
import fermata.definition.text.Span;
import fermata.lsp.convert.Places;
import fermata.lsp.convert.Symbols;
import fermata.lsp.document.DocumentSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.lsp4j.CallHierarchyIncomingCall;
import org.eclipse.lsp4j.CallHierarchyItem;
import org.eclipse.lsp4j.CallHierarchyOutgoingCall;
import org.eclipse.lsp4j.LinkedEditingRanges;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.jspecify.annotations.Nullable;

/**
 * What belongs together in a document: the mentions of a name, which are edited as one, and the
 * nodes before and after a node. Stateless.
 */
public final class PairFeature {

  /** What may stand in a name that is edited in several places at once. */
  private static final String NAME = "[A-Za-z_][A-Za-z0-9_]*";

  /** {@return the mentions that change with the one at a position; null where no name stands} */
  public @Nullable LinkedEditingRanges linked(DocumentSnapshot document, Position position) {
    int offset = Places.offset(document, position);
    if (!(Renames.prepare(document.reading(), offset) instanceof Renaming.Possible)) {
      return null;
    }
    List<Mention> all = Mentions.at(document.reading(), offset);
    // A name that files beside this one use is renamed, with them, not edited here alone.
    boolean isHere = all.stream().allMatch(mention -> mention.file() == null);
    String text = document.reading().source().text();
    boolean isPlain =
        all.stream().map(mention -> slice(text, mention.span())).distinct().count() == 1;
    return isHere && isPlain && all.size() > 1
        ? new LinkedEditingRanges(
            all.stream().map(mention -> Places.range(document, mention.span())).toList(), NAME)
        : null;
  }

  private static String slice(String text, Span span) {
    return text.substring(span.start(), span.end());
  }

  /** {@return the node at a position, as the middle of a hierarchy; null where none stands} */
  public @Nullable List<CallHierarchyItem> prepare(DocumentSnapshot document, Position position) {
    int offset = Places.offset(document, position);
    return document
        .reading()
        .index()
        .findSymbolAt(offset)
        .filter(symbol -> symbol.kind() == SymbolKind.NODE)
        .flatMap(symbol -> item(document, symbol.name()))
        .map(List::of)
        .orElse(null);
  }

  /** {@return the nodes whose edges lead to a node} */
  public List<CallHierarchyIncomingCall> incoming(DocumentSnapshot document, String node) {
    return calls(document, edge -> edge.to().value().equals(node), edge -> edge.from().value())
        .entrySet()
        .stream()
        .flatMap(
            call ->
                item(document, call.getKey())
                    .map(item -> new CallHierarchyIncomingCall(item, call.getValue()))
                    .stream())
        .toList();
  }

  /** {@return the nodes that the edges of a node lead to} */
  public List<CallHierarchyOutgoingCall> outgoing(DocumentSnapshot document, String node) {
    return calls(document, edge -> edge.from().value().equals(node), edge -> edge.to().value())
        .entrySet()
        .stream()
        .flatMap(
            call ->
                item(document, call.getKey())
                    .map(item -> new CallHierarchyOutgoingCall(item, call.getValue()))
                    .stream())
        .toList();
  }

  private static Map<String, List<Range>> calls(
      DocumentSnapshot document,
      java.util.function.Predicate<Edge> wanted,
      Function<Edge, String> other) {
    AgentDefinition definition = document.reading().definition();
    Map<String, List<Range>> calls = new LinkedHashMap<>();
    List<Edge> edges = definition == null ? List.of() : definition.edges();
    for (Edge edge : edges) {
      if (wanted.test(edge)) {
        Range range =
            Places.range(
                document, document.reading().index().findPlace(edge.pointer()).orElse(Span.at(0)));
        calls.computeIfAbsent(other.apply(edge), _ -> new ArrayList<>()).add(range);
      }
    }
    return calls;
  }

  private static Optional<CallHierarchyItem> item(DocumentSnapshot document, String node) {
    DefinitionIndex index = document.reading().index();
    return index.findDeclaration(Symbol.node(node)).map(found -> item(document, found));
  }

  private static CallHierarchyItem item(DocumentSnapshot document, Declaration declaration) {
    var item =
        new CallHierarchyItem(
            declaration.symbol().name(),
            Symbols.kind(declaration.symbol().kind()),
            document.uri(),
            Places.range(document, declaration.whole().cover(declaration.name())),
            Places.range(document, declaration.name()));
    item.setDetail(declaration.detail());
    return item;
  }
}
