package fermata.daemon.trigger;

import fermata.daemon.source.SourcedAgent;
import fermata.daemon.store.EntryId;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.Trigger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A definition whose triggers are armed.
 *
 * @param agent usable; what new runs are made of
 * @param source under which its texts are kept
 * @param problem why the file as it is now cannot be used; absent where it is this one
 * @param paused triggers that fire nothing by themselves, as its sources know it
 */
record Registered(
    SourcedAgent agent,
    Path workspace,
    String source,
    Instant armedAt,
    @Nullable String problem,
    Set<EntryId> paused) {

  Registered {
    paused = Set.copyOf(paused);
  }

  String file() {
    return agent.texts().file();
  }

  AgentDefinition definition() {
    return agent.usable();
  }

  Registered withProblem(@Nullable String why) {
    return new Registered(agent, workspace, source, armedAt, why, paused);
  }

  Registered withPaused(Set<EntryId> entries) {
    return new Registered(agent, workspace, source, armedAt, problem, entries);
  }

  /** {@return its triggers, in the order of the file} */
  SequencedMap<EntryId, Trigger> triggers() {
    var triggers = new LinkedHashMap<EntryId, Trigger>();
    definition()
        .entries()
        .forEach(
            (name, entry) -> {
              if (entry.trigger() != null) {
                triggers.put(new EntryId(file(), name), entry.trigger());
              }
            });
    return triggers;
  }
}
