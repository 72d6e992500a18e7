package fermata.definition.refactor;

import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.load.NamedFiles;
import fermata.definition.model.NodeId;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import fermata.definition.yaml.ScalarStyle;
import fermata.definition.yaml.YamlNode.Scalar;
import java.util.List;
import java.util.Optional;

/** Moves a prompt of several lines into a file beside the definition. */
final class ExtractText {

  private ExtractText() {}

  static Optional<Refactoring> at(Page page, int offset) {
    return page.agent().reading().layout().values().stream()
        .filter(value -> value.context() == KeyContext.NODE_LLM && value.key() != null)
        .filter(value -> value.node().span().touches(offset) || value.keySpan().touches(offset))
        .flatMap(value -> refactoring(page, value).stream())
        .findFirst();
  }

  private static Optional<Refactoring> refactoring(Page page, PlacedValue value) {
    String key = value.key() == null ? "" : value.key().name();
    boolean isPrompt = key.equals("prompt");
    if ((!isPrompt && !key.equals("system"))
        || !NodeId.isValid(value.owner())
        || !(value.node() instanceof Scalar scalar)
        || (scalar.style() != ScalarStyle.LITERAL && scalar.style() != ScalarStyle.FOLDED)) {
      return Optional.empty();
    }
    String path = "prompts/" + value.owner() + (isPrompt ? "" : "-" + key) + ".md";
    var edit =
        new TextEdit(
            new Span(scalar.span().start(), page.contentEnd(scalar.span())),
            "{file: " + path + "}");
    boolean isTaken = NamedFiles.of(page.agent().reading()).find(path).isPresent();
    return isTaken || page.losesComment(edit)
        ? Optional.empty()
        : Optional.of(
            new Refactoring(
                "Move to the file " + path,
                Refactoring.Kind.EXTRACT,
                List.of(edit),
                new Refactoring.NewFile(path, scalar.text()),
                null));
  }
}
