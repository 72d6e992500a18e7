package fermata.definition.load;

import fermata.definition.index.Declaration;
import fermata.definition.index.DefinitionIndex;
import fermata.definition.index.Elsewhere;
import fermata.definition.index.ExpressionSite;
import fermata.definition.index.FileSpan;
import fermata.definition.index.Reference;
import fermata.definition.index.TextSite;
import fermata.definition.text.LineIndex;
import fermata.definition.text.Problem;
import fermata.definition.text.Severity;
import fermata.definition.text.SourceText;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import fermata.definition.yaml.YamlNode.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A definition and the files that it includes, as one tree over one text.
 *
 * @param source the definition itself, whose text the whole begins with
 * @param whole all texts, one behind another
 * @param root the tree of all
 * @param problems of including itself, at places of the whole
 */
record Included(
    SourceText source,
    SourceText whole,
    Mapping root,
    List<Inclusion.Part> parts,
    List<Problem> problems) {

  Included {
    parts = List.copyOf(parts);
    problems = List.copyOf(problems);
  }

  Optional<Inclusion.Part> partAt(int offset) {
    return offset <= source.text().length()
        ? Optional.empty()
        : parts.stream().filter(part -> part.span().touches(offset)).findFirst();
  }

  /** {@return the place in the definition that stands for one of the whole} */
  private Span here(Span span) {
    return partAt(span.start()).map(Inclusion.Part::mention).orElseGet(() -> endingHere(span));
  }

  /** What goes on in a part ends, seen from here, with the definition. */
  private Span endingHere(Span span) {
    int end = source.text().length();
    return span.end() <= end ? span : new Span(Math.min(span.start(), end), end);
  }

  /** The last line of the definition is followed by a part only in the whole. */
  private Problem.Fix endingHere(Problem.Fix fix) {
    List<TextEdit> edits =
        fix.edits().stream()
            .map(edit -> new TextEdit(endingHere(edit.span()), edit.newText()))
            .toList();
    return new Problem.Fix(fix.title(), edits);
  }

  private boolean isHere(Span span) {
    return partAt(span.start()).isEmpty();
  }

  private Optional<FileSpan> inFile(Span span) {
    return partAt(span.start()).map(part -> new FileSpan(part.path(), span.shift(-part.base())));
  }

  /** {@return the texts of the definition itself} */
  List<TextSite> sitesHere(List<TextSite> sites) {
    return sites.stream().filter(site -> isHere(site.value().node().span())).toList();
  }

  /** {@return the index as it is seen from the definition: what stands in parts is elsewhere} */
  DefinitionIndex seenFromHere(DefinitionIndex index) {
    var declarations = new ArrayList<Declaration>();
    var elsewhere = new ArrayList<Elsewhere>();
    for (Declaration found : index.declarations()) {
      inFile(found.name())
          .ifPresentOrElse(
              file -> elsewhere.add(new Elsewhere(found.symbol(), here(found.name()), file)),
              () -> declarations.add(found));
    }
    List<ExpressionSite> expressions =
        index.expressions().stream()
            .filter(site -> isHere(site.text().value().node().span()))
            .toList();
    List<Reference> references = index.references().stream().map(this::seenFromHere).toList();
    return new DefinitionIndex(
        declarations, elsewhere, references, expressions, index.places().seen(this::here));
  }

  private Reference seenFromHere(Reference found) {
    return isHere(found.span())
        ? found
        : new Reference(
            found.symbol(),
            here(found.span()),
            found.place(),
            found.pointer(),
            found.file() != null ? found.file() : inFile(found.span()).orElseThrow());
  }

  /** {@return a problem of the definition itself, with nothing of other files in it} */
  Problem seenFromHere(Problem problem) {
    List<Problem.Fix> fixes =
        problem.fixes().stream()
            .filter(fix -> fix.edits().stream().allMatch(edit -> isHere(edit.span())))
            .map(this::endingHere)
            .toList();
    List<Problem.Related> related =
        problem.related().stream()
            .map(found -> new Problem.Related(here(found.span()), lead(found) + found.message()))
            .toList();
    return new Problem(
        problem.code(),
        problem.severity(),
        endingHere(problem.span()),
        problem.message(),
        related,
        fixes);
  }

  private String lead(Problem.Related related) {
    return partAt(related.span().start()).map(part -> lead(part, related.span())).orElse("");
  }

  private static String lead(Inclusion.Part part, Span span) {
    var place = LineIndex.of(part.file().text()).place(span.start() - part.base());
    return part.path() + ":" + (place.line() + 1) + ":" + (place.column() + 1) + ": ";
  }

  /**
   * {@return problems of a part as the definition tells them: where it names the part}
   *
   * <p>What one definition does not use another may, and what is no fault is told in the part.
   */
  static List<Problem> told(Inclusion.Part part, List<Problem> problems) {
    return problems.stream()
        .filter(found -> found.severity().compareTo(Severity.WARNING) <= 0)
        .map(
            found ->
                new Problem(
                    found.code(),
                    found.severity(),
                    part.mention(),
                    lead(part, found.span()) + found.message(),
                    List.of(),
                    List.of()))
        .toList();
  }

  /** {@return problems of a part at their own places} */
  static List<Problem> own(Inclusion.Part part, List<Problem> problems) {
    Span inside = part.span();
    return problems.stream()
        .map(
            found ->
                new Problem(
                        found.code(),
                        found.severity(),
                        found.span(),
                        found.message(),
                        found.related().stream()
                            .filter(other -> isIn(inside, other.span()))
                            .toList(),
                        found.fixes().stream()
                            .filter(
                                fix ->
                                    fix.edits().stream()
                                        .allMatch(edit -> isIn(inside, edit.span())))
                            .toList())
                    .shift(-part.base()))
        .toList();
  }

  private static boolean isIn(Span outer, Span inner) {
    return outer.start() <= inner.start() && inner.end() <= outer.end();
  }
}
