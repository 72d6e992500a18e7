package fermata.definition.yaml;

import fermata.definition.text.Problem;
import fermata.definition.yaml.YamlNode.Alias;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The anchors read so far, and how many values the text stands for when its aliases are expanded.
 *
 * <p>A collection's size is the growth of the total while it was open, so that every node is
 * counted once, however deep anchors nest.
 */
final class Anchors {

  private final Map<String, Anchored> nodes = new HashMap<>();
  private final Set<String> open = new HashSet<>();
  private long expandedSize;

  private record Anchored(YamlNode node, long size) {}

  /** Notes a collection that begins; the answer goes to {@link #end}. */
  long begin(Properties properties) {
    if (properties.anchor() != null) {
      open.add(properties.anchor());
    }
    return expandedSize;
  }

  void end(YamlNode node, long mark) {
    if (node.anchor() != null) {
      open.remove(node.anchor());
    }
    expandedSize++;
    remember(node, expandedSize - mark);
  }

  void add(YamlNode node, long size) {
    expandedSize = Math.min(expandedSize + size, Long.MAX_VALUE / 4);
    remember(node, size);
  }

  private void remember(YamlNode node, long size) {
    if (node.anchor() != null) {
      nodes.put(node.anchor(), new Anchored(node, size));
    }
  }

  /** Names a node that was counted before its anchor was known. */
  void replace(YamlNode node) {
    Anchored before = node.anchor() == null ? null : nodes.get(node.anchor());
    remember(node, before == null ? expandedSize : before.size());
  }

  /** {@return the node of an anchor; null where there is none yet or it is still open} */
  @Nullable YamlNode find(String name) {
    Anchored found = open.contains(name) ? null : nodes.get(name);
    return found == null ? null : found.node();
  }

  long size(Alias alias) {
    Anchored found = nodes.get(alias.name());
    return alias.target() == null || found == null ? 1 : found.size();
  }

  long expandedSize() {
    return expandedSize;
  }

  Problem unknown(Alias alias) {
    String message =
        open.contains(alias.name())
            ? "alias '" + alias.name() + "' stands inside of what it refers to"
            : "anchor '" + alias.name() + "' is not defined before this alias" + known();
    return Problem.of(YamlProblems.UNKNOWN_ALIAS, alias.span(), message);
  }

  private String known() {
    return nodes.isEmpty()
        ? ""
        : nodes.keySet().stream()
            .sorted()
            .limit(5)
            .collect(java.util.stream.Collectors.joining(", ", " (defined: ", ")"));
  }
}
