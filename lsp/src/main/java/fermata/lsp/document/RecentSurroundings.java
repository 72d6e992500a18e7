package fermata.lsp.document;

import fermata.definition.agent.AgentKnowledge;
import fermata.definition.agent.KnownAgent;
import fermata.definition.load.Surroundings;
import fermata.definition.model.AgentName;
import fermata.definition.tool.Certainty;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What stands around definitions, kept for a moment: who types changes one text many times a
 * second, and the files around it hardly ever.
 *
 * <p>Whoever knows that a file has changed says {@link #forget}. Each definition has its own, since
 * knowledge of agents belongs to the definition that asks. Thread-safe.
 */
final class RecentSurroundings {

  /** How long what was seen counts where nobody says that it has changed. */
  static final Duration AGE_MAX = Duration.ofSeconds(1);

  private final Map<Path, Seen> seen = new ConcurrentHashMap<>();
  private final Function<Path, Surroundings> look;
  private final LongSupplier nanoTime;

  private record Seen(Surroundings around, long nanoTime) {}

  /**
   * A memory that is empty.
   *
   * @param look sees what stands around a definition now, by the path of its file
   * @param nanoTime a clock that only runs forward
   */
  RecentSurroundings(Function<Path, Surroundings> look, LongSupplier nanoTime) {
    this.look = look;
    this.nanoTime = nanoTime;
  }

  /** {@return what stands around a definition, or did a moment ago} */
  Surroundings around(Path file) {
    long now = nanoTime.getAsLong();
    seen.values().removeIf(old -> now - old.nanoTime() > AGE_MAX.toNanos());
    return seen.computeIfAbsent(file, path -> new Seen(shared(look.apply(path)), now)).around();
  }

  /** Takes what was seen as changed. */
  void forget() {
    seen.clear();
  }

  private static Surroundings shared(Surroundings around) {
    return around.withAgents(new SharedAgents(around.agents()));
  }

  /** Agents that several threads may ask about, one after another. */
  private record SharedAgents(AgentKnowledge agents) implements AgentKnowledge {

    @Override
    public Certainty certainty() {
      return agents.certainty();
    }

    @Override
    public Optional<KnownAgent> find(AgentName name) {
      synchronized (agents) {
        return agents.find(name);
      }
    }

    @Override
    public List<AgentName> names() {
      synchronized (agents) {
        return agents.names();
      }
    }
  }
}
