package fermata.definition.refactor;

import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.load.NamedFiles;
import fermata.definition.text.SourceText;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlNode.Mapping;
import fermata.definition.yaml.YamlNode.Scalar;
import java.util.List;
import java.util.Optional;

/** Writes the text of a prompt file where the definition names it; others may name it too. */
final class InlineText {

  private static final int STEP = 2;

  private InlineText() {}

  static Optional<Refactoring> at(Page page, int offset) {
    for (Block node : page.nodes()) {
      for (String key : List.of("prompt", "system")) {
        Optional<Entry> entry =
            Page.own(node.mapping(), key).filter(found -> found.span().touches(offset));
        if (entry.isPresent() && !node.mapping().isFlow()) {
          return refactoring(page, entry.get());
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Refactoring> refactoring(Page page, Entry entry) {
    if (!(entry.value() instanceof Mapping value)
        || value.entries().size() != 1
        || !(value.find("file").orElse(null) instanceof Scalar path)) {
      return Optional.empty();
    }
    Span replaced = new Span(entry.key().span().end(), page.contentEnd(entry.span()));
    int indent = page.indentOf(entry.key().span().start()).length() + STEP;
    return NamedFiles.of(page.agent().reading())
        .find(path.text())
        .map(SourceText::text)
        .flatMap(text -> BlockText.literal(text, indent, page.lineEnd()))
        .map(text -> new TextEdit(replaced, ":" + text))
        .filter(edit -> !page.losesComment(edit))
        .map(edit -> Refactoring.inline("Write " + path.text() + " here", List.of(edit)));
  }
}
