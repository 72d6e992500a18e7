package fermata.definition.load;

import fermata.definition.expression.Template;
import fermata.definition.expression.TemplateParser;
import fermata.definition.index.DefinitionIndex;
import fermata.definition.index.Elsewhere;
import fermata.definition.index.ExpressionSite;
import fermata.definition.index.FileSpan;
import fermata.definition.index.Places;
import fermata.definition.index.Reference;
import fermata.definition.index.TextPlace;
import fermata.definition.index.TextSite;
import fermata.definition.keys.PlacedTree;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.keys.Shape;
import fermata.definition.keys.TextForm;
import fermata.definition.model.AgentDefinition;
import fermata.definition.text.FileForm;
import fermata.definition.text.Parsed;
import fermata.definition.text.SourceText;
import fermata.definition.text.Span;
import fermata.definition.yaml.ScalarStyle;
import fermata.definition.yaml.TextOrigins;
import fermata.definition.yaml.YamlDocument;
import fermata.definition.yaml.YamlNode.Scalar;
import fermata.definition.yaml.YamlParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of prose, such as a prompt, as a definition that names it sees it.
 *
 * <p>All places of the reading are places of the file itself, so that an editor answers in it as in
 * a definition: its expressions, with the names that are in scope where the file is named.
 */
public final class PromptReader {

  private PromptReader() {}

  /** {@return a file that no definition names: prose, of which nothing can be said} */
  public static ReadAgent alone(SourceText prose, Surroundings surroundings) {
    return reading(prose, List.of(), null, DefinitionIndex.EMPTY, surroundings);
  }

  /**
   * {@return a file as a definition sees it that names it by a path; empty where it does not}
   *
   * @param prose the text of the file, perhaps unsaved
   */
  public static Optional<ReadAgent> as(ReadAgent user, String path, SourceText prose) {
    AgentDefinition definition = user.definition();
    if (definition == null) {
      return Optional.empty();
    }
    var scopes = new Scopes(definition, user.tools());
    List<TextSite> sites =
        sites(user)
            .filter(site -> site.place() instanceof TextPlace.InFile && isNamed(site, path))
            .map(site -> inFile(site, prose))
            .toList();
    List<ExpressionSite> expressions =
        sites.stream()
            .flatMap(
                site ->
                    site.holes().stream()
                        .map(hole -> new ExpressionSite(site, hole, scopes.of(site.value()))))
            .toList();
    var index =
        new DefinitionIndex(
            List.of(), declared(user), references(user, path), expressions, Places.NONE);
    return sites.isEmpty()
        ? Optional.empty()
        : Optional.of(reading(prose, sites, definition, index, user.surroundings()));
  }

  private static Stream<TextSite> sites(ReadAgent user) {
    ReadAgent.Whole whole = user.whole();
    return (whole == null ? user.sites() : whole.sites()).stream();
  }

  private static boolean isNamed(TextSite site, String path) {
    return site.value().node() instanceof Scalar named && named.text().equals(path);
  }

  private static TextSite inFile(TextSite named, SourceText prose) {
    String text = prose.text();
    var scalar =
        new Scalar(
            new Span(0, text.length()),
            null,
            null,
            text,
            ScalarStyle.LITERAL,
            TextOrigins.verbatim(0, text.length()));
    PlacedValue value = named.value();
    var shape = new Shape.Text(TextForm.TEMPLATE);
    var placed =
        new PlacedValue(
            value.pointer(),
            Span.at(0),
            scalar,
            shape,
            shape,
            value.scope(),
            value.owner(),
            value.context(),
            value.key());
    Parsed<Template> template = TemplateParser.parse(text, value.pointer());
    return new TextSite(placed, new TextPlace.InDefinition(scalar), template);
  }

  /** What the definition declares, under the name of its file. */
  private static List<Elsewhere> declared(ReadAgent user) {
    String file = FileForm.nameOf(user.source().name());
    var declared = new ArrayList<>(user.index().elsewhere());
    user.index().declarations().stream()
        .filter(found -> found.name().length() > 0)
        .map(found -> new Elsewhere(found.symbol(), Span.at(0), new FileSpan(file, found.name())))
        .forEach(declared::add);
    return declared;
  }

  private static List<Reference> references(ReadAgent user, String path) {
    return user.index().references().stream()
        .flatMap(
            found ->
                found.file() != null && found.file().path().equals(path)
                    ? Stream.of(
                        Reference.here(
                            found.symbol(), found.file().span(), found.place(), found.pointer()))
                    : Stream.empty())
        .distinct()
        .toList();
  }

  private static ReadAgent reading(
      SourceText prose,
      List<TextSite> sites,
      @Nullable AgentDefinition definition,
      DefinitionIndex index,
      Surroundings surroundings) {
    Parsed<YamlDocument> nothing = YamlParser.parse(new SourceText(prose.name(), ""));
    var tree =
        new PlacedTree(
            sites.stream().map(TextSite::value).toList(), List.of(), List.of(), List.of());
    return new ReadAgent(
        prose, nothing, tree, nothing.value().root(), tree, sites, definition, index, surroundings);
  }
}
