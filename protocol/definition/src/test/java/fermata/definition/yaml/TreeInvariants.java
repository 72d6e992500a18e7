package fermata.definition.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.definition.text.Parsed;
import fermata.definition.text.Problem;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import fermata.definition.yaml.YamlNode.Absent;
import fermata.definition.yaml.YamlNode.Alias;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlNode.Mapping;
import fermata.definition.yaml.YamlNode.Scalar;
import fermata.definition.yaml.YamlNode.Sequence;
import java.util.List;
import java.util.stream.Stream;

/** What holds for the tree and the problems of any text. */
final class TreeInvariants {

  private final int length;

  private TreeInvariants(int length) {
    this.length = length;
  }

  static void check(Parsed<YamlDocument> parsed) {
    var invariants = new TreeInvariants(parsed.value().source().text().length());
    invariants.node(parsed.value().root());
    invariants.ascending(parsed.value().comments().stream().map(Comment::span).toList());
    invariants.problems(parsed.problems());
  }

  private void node(YamlNode node) {
    inside(node.span());
    switch (node) {
      case Mapping mapping -> {
        children(mapping, mapping.entries().stream().flatMap(TreeInvariants::parts).toList());
      }
      case Sequence sequence -> children(sequence, sequence.items());
      case Scalar scalar -> origins(scalar);
      case Alias _, Absent _ -> {}
    }
  }

  private static Stream<YamlNode> parts(Entry entry) {
    return Stream.of(entry.key(), entry.value());
  }

  private void children(YamlNode parent, List<YamlNode> children) {
    for (YamlNode child : children) {
      node(child);
      assertThat(parent.span().cover(child.span()))
          .as("%s in %s", child, parent)
          .isEqualTo(parent.span());
    }
    ascending(children.stream().map(YamlNode::span).toList());
  }

  private void origins(Scalar scalar) {
    int before = scalar.span().start();
    for (int offset = 0; offset <= scalar.text().length(); offset++) {
      int source = scalar.origins().sourceOffset(offset);
      assertThat(source).isBetween(before, length);
      before = source;
    }
  }

  private void ascending(List<Span> spans) {
    for (int index = 1; index < spans.size(); index++) {
      assertThat(spans.get(index).start()).isGreaterThanOrEqualTo(spans.get(index - 1).end());
    }
  }

  private void problems(List<Problem> problems) {
    int before = 0;
    for (Problem problem : problems) {
      inside(problem.span());
      assertThat(problem.span().start()).isGreaterThanOrEqualTo(before);
      before = problem.span().start();
      problem.related().forEach(related -> inside(related.span()));
      problem.fixes().forEach(fix -> edits(fix.edits()));
    }
  }

  private void edits(List<TextEdit> edits) {
    edits.forEach(edit -> inside(edit.span()));
    ascending(edits.stream().map(TextEdit::span).toList());
  }

  private void inside(Span span) {
    assertThat(span.end()).isLessThanOrEqualTo(length);
  }
}
