package fermata.definition.check.key;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Entry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** The anchors of a text and which of them aliases refer to. */
record AnchorWalk(List<Anchor> anchors, Set<YamlNode> targets) {

  /**
   * An anchor.
   *
   * @param span the name with its mark
   * @param withBlank the same with the blanks after it
   */
  record Anchor(YamlNode node, String name, Span span, Span withBlank) {}

  static AnchorWalk of(CheckContext context) {
    var walk =
        new AnchorWalk(new ArrayList<>(), Collections.newSetFromMap(new IdentityHashMap<>()));
    String text = context.source().text();
    if (text.indexOf('&') >= 0) {
      walk.visit(context.root(), text);
    }
    return walk;
  }

  boolean isUsed(Anchor anchor) {
    return targets.contains(anchor.node());
  }

  private void visit(YamlNode root, String text) {
    var open = new ArrayDeque<YamlNode>(List.of(root));
    while (!open.isEmpty()) {
      YamlNode node = open.pop();
      String name = node.anchor();
      if (name != null) {
        add(node, name, text);
      }
      switch (node) {
        case YamlNode.Mapping mapping -> {
          for (Entry entry : mapping.entries().reversed()) {
            open.push(entry.value());
            open.push(entry.key());
          }
        }
        case YamlNode.Sequence sequence -> sequence.items().reversed().forEach(open::push);
        case YamlNode.Alias alias when alias.target() != null -> targets.add(alias.target());
        case YamlNode.Alias _, YamlNode.Scalar _, YamlNode.Absent _ -> {}
      }
    }
  }

  /** The anchor stands at the start of its node, or before it. */
  private void add(YamlNode node, String name, String text) {
    int start = text.lastIndexOf("&" + name, node.span().start());
    if (start >= 0) {
      int end = start + 1 + name.length();
      int blankEnd = end;
      while (blankEnd < text.length() && text.charAt(blankEnd) == ' ') {
        blankEnd++;
      }
      anchors.add(new Anchor(node, name, new Span(start, end), new Span(start, blankEnd)));
    }
  }
}
