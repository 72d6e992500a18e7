package fermata.lsp.feature;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import fermata.definition.index.Declaration;
import fermata.definition.index.SymbolKind;
import fermata.lsp.convert.Places;
import fermata.lsp.document.DocumentSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.jspecify.annotations.Nullable;

/**
 * Lenses above the agent and its nodes that tell how often each is mentioned. What they tell is
 * looked up when the lens comes into view, because who runs an agent stands in other files.
 *
 * <p>Stateless.
 */
public final class ReferenceLenses {

  /** The command of an editor that shows places; the server has none of that name. */
  public static final String SHOW = "fermata.showReferences";

  private static final Gson GSON = new Gson();

  private final NavigationFeature navigation;

  /** Looks mentions up as the references of a name are. */
  public ReferenceLenses(NavigationFeature navigation) {
    this.navigation = navigation;
  }

  /** Whose mentions a lens counts, as an editor keeps it. */
  private record Counted(String uri, Position position) {}

  /** {@return a lens without its words for each name} */
  public List<CodeLens> lenses(DocumentSnapshot document) {
    return document.reading().index().declarations().stream()
        .filter(ReferenceLenses::isCounted)
        .map(found -> lens(document, found))
        .toList();
  }

  private static boolean isCounted(Declaration found) {
    SymbolKind kind = found.symbol().kind();
    return (kind == SymbolKind.AGENT || kind == SymbolKind.NODE)
        && !found.symbol().name().isBlank();
  }

  private static CodeLens lens(DocumentSnapshot document, Declaration found) {
    var range = Places.range(document, found.name());
    var counted = new Counted(document.uri(), range.getStart());
    return new CodeLens(range, null, GSON.toJsonTree(counted));
  }

  /** {@return the document that a lens is of; empty where it is none of these} */
  public static Optional<String> uriOf(CodeLens lens) {
    return counted(lens).map(Counted::uri);
  }

  private static Optional<Counted> counted(CodeLens lens) {
    try {
      return lens.getData() instanceof JsonObject json
          ? Optional.ofNullable(GSON.fromJson(json, Counted.class)).filter(ReferenceLenses::isWhole)
          : Optional.empty();
    } catch (JsonParseException _) {
      return Optional.empty();
    }
  }

  @SuppressWarnings("ConstantValue")
  private static boolean isWhole(Counted counted) {
    return counted.uri() != null && counted.position() != null;
  }

  /** {@return the lens with its words} */
  public CodeLens resolve(
      @Nullable DocumentSnapshot document, CodeLens lens, BooleanSupplier isCancelled) {
    Position position = counted(lens).orElseThrow().position();
    List<Location> found =
        document == null
            ? List.of()
            : navigation.references(document, position, false, isCancelled);
    String title = found.size() == 1 ? "1 reference" : found.size() + " references";
    lens.setCommand(found.isEmpty() ? new Command(title, "") : show(title, lens, position, found));
    return lens;
  }

  private static Command show(
      String title, CodeLens lens, Position position, List<Location> found) {
    String uri = counted(lens).orElseThrow().uri();
    return new Command(
        title, SHOW, List.of(Map.of("uri", uri, "position", position, "locations", found)));
  }
}
