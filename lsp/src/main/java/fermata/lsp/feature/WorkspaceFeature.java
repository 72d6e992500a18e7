package fermata.lsp.feature;

import fermata.lsp.convert.Symbols;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.WorkspaceSymbol;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/** Names of all files of the workspace, open or not. */
public final class WorkspaceFeature {

  /** How many names one answer has at most. */
  public static final int SYMBOLS_MAX = 100;

  private static final Comparator<Found> BEST_FIRST =
      Comparator.comparing((Found found) -> !found.isPrefix())
          .thenComparingInt(found -> found.name().name().length())
          .thenComparing(found -> found.name().name())
          .thenComparing(Found::uri)
          .thenComparingInt(found -> found.name().range().getStart().getLine())
          .thenComparingInt(found -> found.name().range().getStart().getCharacter());

  private final WorkspaceIndex index;

  /** Looks names up in an index. */
  public WorkspaceFeature(WorkspaceIndex index) {
    this.index = index;
  }

  private record Found(String uri, FileFacts.Name name, boolean isPrefix) {}

  /** {@return the names that have the letters of a query in its order, the best first} */
  public List<WorkspaceSymbol> symbols(String query, BooleanSupplier isCancelled) {
    String letters = query.toLowerCase(Locale.ROOT);
    return index.all(isCancelled).stream()
        .flatMap(file -> found(file, letters))
        .sorted(BEST_FIRST)
        .limit(SYMBOLS_MAX)
        .map(WorkspaceFeature::symbol)
        .toList();
  }

  private static Stream<Found> found(FileFacts file, String letters) {
    return file.names().stream()
        .filter(name -> hasInOrder(lower(name), letters))
        .map(name -> new Found(file.uri(), name, lower(name).startsWith(letters)));
  }

  private static String lower(FileFacts.Name name) {
    return name.name().toLowerCase(Locale.ROOT);
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
    String owner = found.name().owner();
    String file = found.uri().substring(found.uri().lastIndexOf('/') + 1);
    return new WorkspaceSymbol(
        found.name().name(),
        Symbols.kind(found.name().kind()),
        Either.forLeft(new Location(found.uri(), found.name().range())),
        owner.isEmpty() ? file : owner);
  }
}
