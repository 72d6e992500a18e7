package fermata.lsp.feature;

import fermata.definition.index.Declaration;
import fermata.lsp.convert.Places;
import fermata.lsp.convert.Symbols;
import fermata.lsp.document.DocumentSnapshot;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.WorkspaceSymbol;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/** Names of all open documents. Stateless. */
public final class WorkspaceFeature {

  /** How many names one answer has at most. */
  public static final int SYMBOLS_MAX = 100;

  private static final Comparator<Found> BEST_FIRST =
      Comparator.comparing((Found found) -> !found.isPrefix())
          .thenComparingInt(found -> found.name().length())
          .thenComparing(Found::name)
          .thenComparing(found -> found.document().uri())
          .thenComparingInt(found -> found.declaration().name().start());

  private record Found(DocumentSnapshot document, Declaration declaration, boolean isPrefix) {

    String name() {
      return declaration.symbol().name();
    }
  }

  /** {@return the names that have the letters of a query in its order, the best first} */
  public List<WorkspaceSymbol> symbols(Collection<DocumentSnapshot> documents, String query) {
    String letters = query.toLowerCase(Locale.ROOT);
    return documents.stream()
        .flatMap(document -> found(document, letters))
        .sorted(BEST_FIRST)
        .limit(SYMBOLS_MAX)
        .map(WorkspaceFeature::symbol)
        .toList();
  }

  private static Stream<Found> found(DocumentSnapshot document, String letters) {
    return document.reading().index().declarations().stream()
        .filter(declaration -> hasInOrder(lower(declaration), letters))
        .filter(declaration -> !declaration.symbol().name().isBlank())
        .map(
            declaration ->
                new Found(document, declaration, lower(declaration).startsWith(letters)));
  }

  private static String lower(Declaration declaration) {
    return declaration.symbol().name().toLowerCase(Locale.ROOT);
  }

  private static boolean hasInOrder(String name, String letters) {
    int at = 0;
    for (int i = 0; i < letters.length(); i++) {
      at = name.indexOf(letters.charAt(i), at) + 1;
      if (at == 0) {
        return false;
      }
    }
    return true;
  }

  private static WorkspaceSymbol symbol(Found found) {
    DocumentSnapshot document = found.document();
    var location = new Location(document.uri(), Places.range(document, found.declaration().name()));
    String owner = found.declaration().symbol().owner();
    String file = document.uri().substring(document.uri().lastIndexOf('/') + 1);
    return new WorkspaceSymbol(
        found.name(),
        Symbols.kind(found.declaration().symbol().kind()),
        Either.forLeft(location),
        owner.isEmpty() ? file : owner);
  }
}
