package fermata.daemon.tool;

import fermata.definition.model.ToolName;
import fermata.definition.tool.ToolSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the tools of somebody are others than before.
 *
 * @param of whose they are: {@code mcp:SERVER}, {@code client:OFFER} or {@code folder:PATH}
 * @param added names of new ones
 * @param removed names of those that are gone
 * @param changed names of those that take, give or promise something else
 */
public record ToolChange(
    String of, List<ToolName> added, List<ToolName> removed, List<ToolName> changed) {

  public ToolChange {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
    changed = List.copyOf(changed);
  }

  /** Hears of changes; soon done. */
  @FunctionalInterface
  public interface Listener {

    /** Hears of a change that {@linkplain ToolChange#isAny is one}. */
    void heard(ToolChange change);

    /** Hears what happened to a server. */
    default void heard(ToolServerTurn turn) {}
  }

  /** {@return the difference between two lists of tools} */
  public static ToolChange between(String of, List<ToolSchema> before, List<ToolSchema> after) {
    Map<ToolName, ToolSchema> old = byName(before);
    Map<ToolName, ToolSchema> fresh = byName(after);
    return new ToolChange(
        of,
        fresh.keySet().stream().filter(name -> !old.containsKey(name)).toList(),
        old.keySet().stream().filter(name -> !fresh.containsKey(name)).toList(),
        after.stream()
            .filter(tool -> old.containsKey(tool.name()) && !tool.equals(old.get(tool.name())))
            .map(ToolSchema::name)
            .distinct()
            .toList());
  }

  private static Map<ToolName, ToolSchema> byName(List<ToolSchema> tools) {
    var named = new LinkedHashMap<ToolName, ToolSchema>();
    tools.forEach(tool -> named.put(tool.name(), tool));
    return named;
  }

  /** Whether anything is other than before. */
  public boolean isAny() {
    return !(added.isEmpty() && removed.isEmpty() && changed.isEmpty());
  }
}
