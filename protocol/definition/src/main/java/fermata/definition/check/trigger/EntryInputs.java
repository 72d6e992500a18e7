package fermata.definition.check.trigger;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.keys.PlacedTree.PlacedName;
import fermata.definition.keys.Pointers;
import fermata.definition.yaml.YamlNode;
import java.util.Optional;

/** Where the computed fields of entry points are written. */
final class EntryInputs {

  private EntryInputs() {}

  /**
   * {@return the place of a field}
   *
   * @param input the place of the mapping {@code input}
   */
  static Optional<YamlNode.Entry> entry(CheckContext context, String input, String name) {
    String pointer = Pointers.key(input, name);
    return context.tree().names().stream()
        .filter(found -> found.pointer().equals(pointer))
        .map(PlacedName::entry)
        .findFirst();
  }
}
