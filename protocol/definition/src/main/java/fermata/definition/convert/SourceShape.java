package fermata.definition.convert;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.text.Suggestions;
import fermata.definition.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * Looks whether a source has what a definition is made of. Confined to one thread: made for one.
 */
final class SourceShape {

  private static final int SHOWN_UNITS_MAX = 60;

  private final List<SourceMistake> mistakes = new ArrayList<>();

  private SourceShape() {}

  /** {@return what is wrong with a source of Hive, in the order of the source} */
  static List<SourceMistake> ofHive(Given root, Given graph) {
    var shape = new SourceShape();
    Given nodes = graph.get("nodes");
    if (nodes.items().isEmpty()) {
      shape.expect(nodes.isPresent() ? nodes : root, "a list of nodes under 'nodes'");
      return shape.mistakes;
    }
    SequencedSet<String> ids = new LinkedHashSet<>();
    for (Given node : nodes.items()) {
      shape.node(node, ids);
    }
    Given edges = graph.get("edges");
    if (!edges.saysNothing() && !(edges.node() instanceof YamlNode.Sequence)) {
      shape.expect(edges, "a list of edges");
    }
    if (shape.mistakes.isEmpty()) {
      edges.items().forEach(edge -> shape.edge(edge, ids));
    }
    return shape.mistakes;
  }

  /** {@return what is wrong with a breadcrumb of RCRT} */
  static List<SourceMistake> ofRcrt(Given root) {
    var shape = new SourceShape();
    Given context = root.get("context");
    if (!context.isMapping()) {
      shape.expect(
          context.isPresent() ? context : root, "a mapping under 'context', with 'agent_id'");
    }
    return shape.mistakes;
  }

  private void node(Given node, SequencedSet<String> ids) {
    Given id = node.get("id");
    if (!node.isMapping()) {
      expect(node, "a node, with an 'id'");
    } else if (id.peekText().isEmpty()) {
      expect(id.isPresent() ? id : node, "the id of the node under 'id'");
    } else if (!ids.add(HiveNode.id(id.peekText()))) {
      mistakes.add(
          new SourceMistake(
              id.pointer(), id.node().span(), shown(id) + " is the id of a node before"));
    }
  }

  private void edge(Given edge, SequencedSet<String> ids) {
    if (!edge.isMapping()) {
      expect(edge, "an edge, with the ids of two nodes");
      return;
    }
    end(edge, edge.get("source", "from_node"), "the id of the node that the edge leaves", ids);
    end(edge, edge.get("target", "to_node"), "the id of the node that the edge leads to", ids);
  }

  private void end(Given edge, Given end, String expected, SequencedSet<String> ids) {
    String text = end.peekText();
    if (text.isEmpty()) {
      expect(end.isPresent() ? end : edge, expected);
    } else if (!ids.contains(HiveNode.id(text))) {
      mistakes.add(
          new SourceMistake(
              end.pointer(),
              end.node().span(),
              shown(end) + " is the id of no node" + Suggestions.hint(text, ids)));
    }
  }

  private void expect(Given given, String expected) {
    mistakes.add(
        new SourceMistake(
            given.pointer(), given.node().span(), shown(given) + " (expected: " + expected + ")"));
  }

  private static String shown(Given given) {
    JsonNode value = given.peek();
    if (value.isObject()) {
      return "a mapping";
    }
    if (value.isArray()) {
      return "a list";
    }
    String text = value.isTextual() ? "'" + value.textValue() + "'" : value.toString();
    return text.length() <= SHOWN_UNITS_MAX ? text : text.substring(0, SHOWN_UNITS_MAX) + "…";
  }
}
