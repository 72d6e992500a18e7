package fermata.definition.load;

import fermata.definition.index.Declaration;
import fermata.definition.index.DefinitionIndex;
import fermata.definition.index.Elsewhere;
import fermata.definition.index.FileSpan;
import fermata.definition.index.Reference;
import fermata.definition.index.Symbol;
import fermata.definition.model.AgentDefinition;
import fermata.definition.text.FileForm;
import fermata.definition.text.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a part as a definition that includes it sees it.
 *
 * <p>Places are places of the part itself; the names that its expressions and ways may use are
 * those of the whole definition. What is declared or mentioned in other files is told by their
 * paths from the definition.
 */
public final class PartReader {

  private PartReader() {}

  /**
   * {@return a part as a definition sees it that includes it by a path; empty where nothing could
   * be made of the definition}
   *
   * @param part as it is by itself, perhaps unsaved
   */
  public static Optional<ReadAgent> as(ReadAgent user, String path, ReadAgent part) {
    AgentDefinition definition = user.definition();
    if (definition == null || part.definition() == null) {
      return Optional.empty();
    }
    DefinitionIndex own =
        new IndexReader().read(part.layout(), part.sites(), new Scopes(definition, user.tools()));
    String folder = path.substring(0, path.lastIndexOf('/') + 1);
    var index =
        new DefinitionIndex(
            own.declarations(),
            declaredElsewhere(user, path, own),
            own.references().stream().map(found -> fromDefinition(found, folder)).toList(),
            own.expressions(),
            own.places());
    return Optional.of(
        new ReadAgent(
            part.source(),
            part.parsed(),
            part.written(),
            part.root(),
            part.layout(),
            part.sites(),
            definition,
            new LazyIndex(index),
            part.surroundings(),
            part.whole()));
  }

  private static List<Elsewhere> declaredElsewhere(
      ReadAgent user, String path, DefinitionIndex own) {
    Set<Symbol> here = new HashSet<>();
    own.declarations().forEach(found -> here.add(found.symbol()));
    var elsewhere = new ArrayList<Elsewhere>();
    String file = FileForm.nameOf(user.source().name());
    for (Declaration found : user.index().declarations()) {
      if (found.name().length() > 0 && !here.contains(found.symbol())) {
        elsewhere.add(new Elsewhere(found.symbol(), Span.at(0), new FileSpan(file, found.name())));
      }
    }
    user.index().elsewhere().stream()
        .filter(found -> !found.name().path().equals(path) && !here.contains(found.symbol()))
        .map(found -> new Elsewhere(found.symbol(), Span.at(0), found.name()))
        .forEach(elsewhere::add);
    return elsewhere;
  }

  private static Reference fromDefinition(Reference found, String folder) {
    FileSpan file = found.file();
    return file == null
        ? found
        : new Reference(
            found.symbol(),
            found.span(),
            found.place(),
            found.pointer(),
            new FileSpan(folder + file.path(), file.span()));
  }
}
