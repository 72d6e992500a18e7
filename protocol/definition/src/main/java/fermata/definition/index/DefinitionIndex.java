package fermata.definition.index;

import fermata.definition.text.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Declarations, references, expressions and places of one file.
 *
 * <p>A pointer is written as keys joined by dots and indexes in brackets, from the root: {@code
 * edges[2].when}, {@code nodes.pick.routes[0]}; a key that is not made of letters, digits, {@code
 * _} and {@code -} stands in brackets and quotes: {@code nodes.look.args["a.b"]}.
 *
 * <p>Immutable.
 */
public final class DefinitionIndex {

  /** The index of an empty text. */
  public static final DefinitionIndex EMPTY =
      new DefinitionIndex(List.of(), List.of(), List.of(), Places.NONE);

  private final List<Declaration> declarations;
  private final List<Elsewhere> elsewhere;
  private final List<Reference> references;
  private final List<ExpressionSite> expressions;
  private final Places places;
  private final Map<Symbol, Declaration> firstOf;
  private final Map<Symbol, List<Reference>> referencesTo = new HashMap<>();

  /** Makes an index of what stands in a file, each list in its order. */
  public DefinitionIndex(
      List<Declaration> declarations,
      List<Reference> references,
      List<ExpressionSite> expressions,
      Places places) {
    this(declarations, List.of(), references, expressions, places);
  }

  /** Makes an index of a file that includes others, which declare symbols too. */
  public DefinitionIndex(
      List<Declaration> declarations,
      List<Elsewhere> elsewhere,
      List<Reference> references,
      List<ExpressionSite> expressions,
      Places places) {
    this.declarations = List.copyOf(declarations);
    this.elsewhere = List.copyOf(elsewhere);
    this.references = List.copyOf(references);
    this.expressions = List.copyOf(expressions);
    this.places = places;
    firstOf = HashMap.newHashMap(declarations.size());
    for (Declaration declaration : declarations) {
      firstOf.putIfAbsent(declaration.symbol(), declaration);
    }
    for (Reference reference : references) {
      referencesTo.merge(reference.symbol(), List.of(reference), DefinitionIndex::joined);
    }
    referencesTo.replaceAll((_, mentions) -> List.copyOf(mentions));
  }

  /** Most symbols are mentioned once or twice, and small lists cannot grow. */
  private static List<Reference> joined(List<Reference> known, List<Reference> next) {
    if (known instanceof ArrayList<Reference> many) {
      many.addAll(next);
      return many;
    }
    if (known.size() == 1) {
      return List.of(known.getFirst(), next.getFirst());
    }
    var many = new ArrayList<>(known);
    many.addAll(next);
    return many;
  }

  /** {@return the declarations in the order of the file; of a name declared twice, both} */
  public List<Declaration> declarations() {
    return declarations;
  }

  /** {@return the declarations in files that this one includes} */
  public List<Elsewhere> elsewhere() {
    return elsewhere;
  }

  /** {@return the references in the order of the file, also to what does not exist} */
  public List<Reference> references() {
    return references;
  }

  /** {@return the expressions in the order of the file} */
  public List<ExpressionSite> expressions() {
    return expressions;
  }

  /** {@return the value of each key and item, by pointer} */
  public Places places() {
    return places;
  }

  /** {@return the first declaration of a symbol} */
  public Optional<Declaration> findDeclaration(Symbol symbol) {
    return Optional.ofNullable(firstOf.get(symbol));
  }

  /** {@return the references to a symbol, in the order of the file} */
  public List<Reference> referencesTo(Symbol symbol) {
    return Collections.unmodifiableList(referencesTo.getOrDefault(symbol, List.of()));
  }

  /** {@return the symbol that is declared or mentioned at an offset} */
  public Optional<Symbol> findSymbolAt(int offset) {
    Optional<Symbol> mentioned =
        // The narrowest: an agent that is a tool stands inside of the name of the tool.
        references.stream()
            .filter(found -> found.isAt(offset))
            .min(Comparator.comparingInt(found -> found.span().length()))
            .map(Reference::symbol);
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
      Span span = places.find(rest);
      if (span != null) {
        return Optional.of(span);
      }
      rest = rest.substring(0, Math.max(0, Math.max(rest.lastIndexOf('.'), rest.lastIndexOf('['))));
    }
    return Optional.empty();
  }
}
