package fermata.definition.load;

import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlNode.Mapping;
import fermata.definition.yaml.YamlNode.Scalar;
import fermata.definition.yaml.YamlNode.Sequence;
import java.util.IdentityHashMap;

/**
 * A tree with other texts in some places.
 *
 * @param replaced by the very scalars that they stand for
 */
record TreeRewrite(IdentityHashMap<YamlNode, Scalar> replaced) {

  YamlNode of(YamlNode node) {
    if (replaced.isEmpty()) {
      return node;
    }
    return switch (node) {
      case Mapping it ->
          new Mapping(
              it.span(),
              it.anchor(),
              it.tag(),
              it.entries().stream()
                  .map(entry -> new Entry(entry.key(), of(entry.value())))
                  .toList(),
              it.isFlow());
      case Sequence it ->
          new Sequence(
              it.span(),
              it.anchor(),
              it.tag(),
              it.items().stream().map(this::of).toList(),
              it.isFlow());
      case Scalar it -> replaced.getOrDefault(it, it);
      case YamlNode.Alias it -> ofAlias(it);
      case YamlNode.Absent it -> it;
    };
  }

  private YamlNode ofAlias(YamlNode.Alias alias) {
    Scalar other = alias.target() == null ? null : replaced.get(alias.target());
    return other == null ? alias : other;
  }
}
