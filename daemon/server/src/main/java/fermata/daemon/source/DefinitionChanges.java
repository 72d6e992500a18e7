package fermata.daemon.source;

import fermata.definition.model.AgentDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What differs between two definitions, in words for people. */
public final class DefinitionChanges {

  private final List<String> found = new ArrayList<>();

  private DefinitionChanges() {}

  /** {@return the differences, in the order in which a definition is written} */
  public static List<String> between(AgentDefinition before, AgentDefinition after) {
    var changes = new DefinitionChanges();
    changes.compare("name", before.name(), after.name());
    changes.compare("version", before.version(), after.version());
    changes.compare("description", before.description(), after.description());
    changes.compare("model", before.model(), after.model());
    changes.compare("models", before.models(), after.models());
    changes.compareEach("variable", before.variables(), after.variables());
    changes.compareEach("input field", before.input(), after.input());
    changes.compareEach("output field", before.output(), after.output());
    changes.compareEach("state key", before.state(), after.state());
    changes.compare("limits", before.limits(), after.limits());
    changes.compare("tools", before.tools(), after.tools());
    changes.compare("deny", before.deny(), after.deny());
    changes.compare("approvals", before.approvals(), after.approvals());
    changes.compare("recovery", before.recovery(), after.recovery());
    changes.compareEach("entry point", before.entries(), after.entries());
    changes.compareEach("node", before.nodes(), after.nodes());
    changes.compare("edges", before.edges(), after.edges());
    return List.copyOf(changes.found);
  }

  private void compare(String what, @Nullable Object before, @Nullable Object after) {
    if (!Objects.equals(before, after)) {
      found.add(what + " changed");
    }
  }

  private <K, V> void compareEach(String what, Map<K, V> before, Map<K, V> after) {
    before.forEach(
        (key, value) -> {
          V other = after.get(key);
          if (other == null) {
            found.add(what + " '" + nameOf(key) + "' removed");
          } else if (!other.equals(value)) {
            found.add(what + " '" + nameOf(key) + "' changed");
          }
        });
    for (K key : after.keySet()) {
      if (!before.containsKey(key)) {
        found.add(what + " '" + nameOf(key) + "' added");
      }
    }
  }

  private static String nameOf(Object key) {
    return key instanceof fermata.definition.model.NodeId node ? node.value() : key.toString();
  }
}
