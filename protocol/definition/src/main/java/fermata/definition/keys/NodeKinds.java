package fermata.definition.keys;

import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlNode.Mapping;
import fermata.definition.yaml.YamlValues;
import java.util.List;
import java.util.Optional;

/** Tells the kind of a node from its mapping: by {@code kind}, else by the key that tells it. */
public final class NodeKinds {

  private NodeKinds() {}

  /** {@return the kind of a node, where it says or tells one} */
  public static Optional<NodeKind> kindOf(Mapping node) {
    List<Entry> entries = YamlValues.entries(node);
    Optional<Entry> said =
        entries.stream().filter(entry -> entry.keyText().equals("kind")).findFirst();
    if (said.isPresent()
        && YamlValues.resolved(said.get().value()) instanceof YamlNode.Scalar word) {
      return NodeKind.find(word.text());
    }
    return entries.stream()
        .flatMap(entry -> toldBy(entry.keyText()).stream())
        .filter(NodeKind::isServed)
        .findFirst();
  }

  /** {@return the keys that a node of this mapping may have} */
  static KeyContext contextOf(Mapping node) {
    return kindOf(node).map(NodeKind::context).orElse(KeyContext.NODE_OTHER);
  }

  private static Optional<NodeKind> toldBy(String key) {
    for (NodeKind kind : NodeKind.values()) {
      if (kind.tellingKey().equals(key)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
