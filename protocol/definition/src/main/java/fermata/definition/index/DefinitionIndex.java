package fermata.definition.index;

import fermata.definition.model.Ordered;
import fermata.definition.text.Span;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Declarations, references, expressions and places of one file.
 *
 * <p>A pointer is written as keys joined by dots and indexes in brackets, from the root: {@code
 * edges[2].when}, {@code nodes.pick.routes[0]}; a key that is not made of letters, digits, {@code
 * _} and {@code -} stands in brackets and quotes: {@code nodes.look.args["a.b"]}.
 *
 * @param declarations in the order of the file; of a name declared twice, both
 * @param references in the order of the file, also to what does not exist
 * @param expressions in the order of the file
 * @param places the value of each key and item, by pointer
 */
public record DefinitionIndex(
    List<Declaration> declarations,
    List<Reference> references,
    List<ExpressionSite> expressions,
    SequencedMap<String, Span> places) {

  /** The index of an empty text. */
  public static final DefinitionIndex EMPTY =
      new DefinitionIndex(List.of(), List.of(), List.of(), Ordered.empty());

  public DefinitionIndex {
    declarations = List.copyOf(declarations);
    references = List.copyOf(references);
    expressions = List.copyOf(expressions);
    places = Ordered.copyOf(places);
  }

  /** {@return the first declaration of a symbol} */
  public Optional<Declaration> findDeclaration(Symbol symbol) {
    return declarations.stream().filter(found -> found.symbol().equals(symbol)).findFirst();
  }

  /** {@return the references to a symbol, in the order of the file} */
  public List<Reference> referencesTo(Symbol symbol) {
    return references.stream().filter(found -> found.symbol().equals(symbol)).toList();
  }

  /** {@return the symbol that is declared or mentioned at an offset} */
  public Optional<Symbol> findSymbolAt(int offset) {
    Optional<Symbol> mentioned =
        references.stream().filter(found -> found.isAt(offset)).map(Reference::symbol).findFirst();
    return mentioned.isPresent()
        ? mentioned
        : declarations.stream()
            .filter(found -> found.name().touches(offset))
            .map(Declaration::symbol)
            .findFirst();
  }

  /** {@return the expression between whose marks an offset is} */
  public Optional<ExpressionSite> findExpressionAt(int offset) {
    return expressions.stream().filter(site -> site.touches(offset)).findFirst();
  }

  /**
   * {@return the place that a pointer names, or the nearest place around it that exists}
   *
   * <p>A failure at run time carries the pointer of what failed; the file may have changed since.
   */
  public Optional<Span> findPlace(String pointer) {
    String rest = pointer;
    while (!rest.isEmpty()) {
      Span span = places.get(rest);
      if (span != null) {
        return Optional.of(span);
      }
      rest = rest.substring(0, Math.max(0, Math.max(rest.lastIndexOf('.'), rest.lastIndexOf('['))));
    }
    return Optional.empty();
  }
}
