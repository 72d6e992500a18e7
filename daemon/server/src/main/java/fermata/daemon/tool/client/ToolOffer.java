package fermata.daemon.tool.client;

import fermata.definition.model.ToolName;
import fermata.definition.tool.ToolSchema;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tools of one client, which stand as long as it asks for their calls now and then.
 *
 * <p>Guarded by its {@link ClientTools}.
 */
final class ToolOffer {

  private final String principal;
  private final Map<ToolName, ToolSchema> tools = new LinkedHashMap<>();
  private final Map<String, HostedWork> calls = new LinkedHashMap<>();
  private Duration ttl = Duration.ZERO;
  private int takers;
  private long seenAt;
  private boolean isWithdrawn;

  ToolOffer(String principal) {
    this.principal = principal;
  }

  boolean isOf(String other) {
    return principal.equals(other);
  }

  void replace(List<ToolSchema> offered, Duration stands) {
    tools.clear();
    offered.forEach(tool -> tools.put(tool.name(), tool));
    ttl = stands;
    touch();
  }

  Optional<ToolSchema> find(ToolName tool) {
    return Optional.ofNullable(tools.get(tool));
  }

  Collection<ToolSchema> tools() {
    return tools.values();
  }

  Map<String, HostedWork> calls() {
    return calls;
  }

  void touch() {
    seenAt = System.nanoTime();
  }

  void taking() {
    takers++;
  }

  void taken() {
    takers--;
    touch();
  }

  void withdraw() {
    isWithdrawn = true;
  }

  boolean stands() {
    return !isWithdrawn && nanosLeft() > 0;
  }

  /** {@return how long it stands when nobody asks for its calls from now on} */
  long nanosLeft() {
    return takers > 0 ? ttl.toNanos() : ttl.toNanos() - (System.nanoTime() - seenAt);
  }
}
