package fermata.definition.keys;

import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlNode.Mapping;
import fermata.definition.yaml.YamlValues;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells the kind of a node from its mapping: by {@code kind}, else by the key that tells it. */
public final class NodeKinds {

  private static final Map<String, NodeKind> BY_TELLING_KEY =
      Arrays.stream(NodeKind.values())
          .flatMap(kind -> kind.tellingKeys().stream().map(key -> Map.entry(key, kind)))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private NodeKinds() {}

  /** {@return the kind of a node, where it says or tells one} */
  public static Optional<NodeKind> kindOf(Mapping node) {
    NodeKind told = null;
    for (Entry entry : YamlValues.entries(node)) {
      String key = entry.keyText();
      if (key.equals("kind")
          && YamlValues.resolved(entry.value()) instanceof YamlNode.Scalar word) {
        return NodeKind.find(word.text());
      }
      if (told == null) {
        told = BY_TELLING_KEY.get(key);
      }
    }
    return Optional.ofNullable(told);
  }

  /** {@return the keys that a node of this mapping may have} */
  static KeyContext contextOf(Mapping node) {
    return kindOf(node).map(NodeKind::context).orElse(KeyContext.NODE_OTHER);
  }
}
