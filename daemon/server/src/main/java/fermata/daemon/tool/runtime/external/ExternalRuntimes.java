package fermata.daemon.tool.runtime.external;

import fermata.daemon.tool.runtime.RuntimeKind;
import fermata.daemon.tool.runtime.RuntimeKind.Capability;
import fermata.daemon.tool.runtime.RuntimeRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The programs that are registered as runtimes, by the name of their registration. Thread-safe. */
public final class ExternalRuntimes {

  /** How many programs may be registered at once. */
  public static final int REGISTRATIONS_MAX = 256;

  private final RuntimeRegistry registry;
  private final Map<String, ExternalRuntime> registered = new HashMap<>();

  public ExternalRuntimes(RuntimeRegistry registry) {
    this.registry = registry;
  }

  /** {@return the name of a new registration; empty where there are too many} */
  public synchronized Optional<String> register(
      String name, Set<Capability> capabilities, int priority, Duration lease) {
    sweep();
    if (registered.size() >= REGISTRATIONS_MAX) {
      return Optional.empty();
    }
    String registration = UUID.randomUUID().toString();
    var runtime =
        new ExternalRuntime(
            name, capabilities, priority, lease, () -> UUID.randomUUID().toString());
    registered.put(registration, runtime);
    registry.add(runtime);
    return Optional.of(registration);
  }

  /** {@return a registration that lasts; renews it} */
  public synchronized Optional<ExternalRuntime> find(String registration) {
    sweep();
    return Optional.ofNullable(registered.get(registration)).filter(ExternalRuntime::renew);
  }

  /** {@return whether there was such a registration, which is ended} */
  public synchronized boolean unregister(String registration) {
    ExternalRuntime runtime = registered.remove(registration);
    if (runtime != null) {
      registry.remove(runtime);
      runtime.end();
    }
    return runtime != null;
  }

  /** {@return all runtimes there are, the preferred first} */
  public List<RuntimeKind> all() {
    return registry.all();
  }

  private void sweep() {
    List<String> gone =
        registered.entrySet().stream()
            .filter(entry -> !entry.getValue().isAvailable())
            .map(Map.Entry::getKey)
            .toList();
    gone.forEach(this::unregister);
  }
}
