package fermata.definition.check.markdown;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.MarkdownDialect;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlNode.Scalar;
import fermata.definition.yaml.YamlValues;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** The front matter of agents in Markdown, as rules look at it. */
final class FrontMatters {

  private FrontMatters() {}

  /** {@return whose attributes the front matter of a file has; empty for other files} */
  static Optional<MarkdownDialect> dialect(CheckContext context) {
    return top(context).flatMap(block -> dialect(block.context()));
  }

  private static Optional<MarkdownDialect> dialect(KeyContext context) {
    return Arrays.stream(MarkdownDialect.values())
        .filter(dialect -> dialect.context() == context)
        .findFirst();
  }

  /** {@return the front matter of an agent of another tool} */
  static Stream<Block> foreign(CheckContext context) {
    return top(context).stream().filter(block -> block.context().isForeign());
  }

  /** {@return the front matter} */
  static Optional<Block> top(CheckContext context) {
    return context.tree().blocks().stream()
        .filter(block -> block.pointer().isEmpty())
        .findFirst()
        .filter(block -> dialect(block.context()).isPresent());
  }

  /** {@return the text of a key's value, where it is one} */
  static Optional<Scalar> text(Block block, String key) {
    return Optional.ofNullable(block.entry(key))
        .map(Entry::value)
        .map(YamlValues::resolved)
        .filter(Scalar.class::isInstance)
        .map(Scalar.class::cast);
  }

  /** {@return the place of all that is between the marks} */
  static fermata.definition.text.Span place(Block block) {
    return block.mapping().entries().isEmpty()
        ? block.owner()
        : block.mapping().entries().getFirst().key().span();
  }
}
