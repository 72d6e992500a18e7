package fermata.daemon.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import fermata.daemon.journal.JournalRecords;
import fermata.daemon.platform.Hashes;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.JournalStore;
import fermata.daemon.store.NewEvent;
import fermata.daemon.store.StoreChange;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.StateKey;
import fermata.definition.model.StateScope;
import fermata.engine.fold.Fold;
import fermata.engine.fold.Sharing;
import fermata.engine.run.Allowance;
import fermata.engine.run.RunEvent;
import fermata.engine.run.SharedState;
import fermata.engine.state.RunState;
import fermata.wire.event.AgentFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What outlives the runs of a session: the values of its own keys, and those of its agent.
 *
 * <p>A value is written in the transaction that stores the events of the run, if nobody has written
 * it since the run looked; so no write is lost and none is made twice, whenever the daemon ends.
 */
final class SharedValues {

  private static final int FOLDER_DIGITS = 8;

  private final JournalStore store;
  private final JournalId session;
  private final Allowances allowances;

  SharedValues(JournalStore store, JournalId session, Allowances allowances) {
    this.store = store;
    this.session = session;
    this.allowances = allowances;
  }

  /** {@return what outlives a run, as it is stored} */
  SharedState view(LiveRun run) {
    AgentDefinition definition = run.definition();
    SequencedMap<String, SharedState.Value> values = new LinkedHashMap<>();
    for (StateScope scope : List.of(StateScope.SESSION, StateScope.AGENT)) {
      if (definition.state().values().stream().anyMatch(key -> key.scope() == scope)) {
        read(run, scope, values);
      }
    }
    List<Allowance> allowed = allowances.of(run.pinned().pin().texts().file(), session.value());
    return values.isEmpty() && allowed.isEmpty()
        ? SharedState.NONE
        : new SharedState(values, allowed);
  }

  private void read(LiveRun run, StateScope scope, Map<String, SharedState.Value> values) {
    for (JournalStore.SharedRow row : store.shared(owner(run, scope))) {
      StateKey key = run.definition().state().get(row.key());
      if (key != null && key.scope() == scope) {
        JsonNode value = JournalRecords.parse(row.value());
        values.put(row.key(), new SharedState.Value(value, row.version()));
      }
    }
  }

  private String owner(LiveRun run, StateScope scope) {
    return scope == StateScope.SESSION ? session.value() : journal(run).value();
  }

  /** Two agents of one name in different folders are not the same. */
  private static JournalId journal(LiveRun run) {
    String folder = Hashes.sha256(run.pinned().pin().texts().folder().toString());
    String name = run.definition().name().value();
    return new JournalId("agent:" + name + "@" + folder.substring(0, FOLDER_DIGITS));
  }

  /** A key that events have written. */
  private record Written(RunEvent.StatePatched last, int expected, @Nullable JsonNode value) {}

  /** {@return what events of a run change of what outlives it} */
  List<StoreChange> changes(LiveRun run, SharedState seen, List<RunEvent> events, Instant now) {
    var changes = new ArrayList<StoreChange>();
    var told = new ArrayList<NewEvent>();
    written(run, events, now)
        .forEach(
            (key, written) -> {
              int version = written.last().version();
              JsonNode value = written.value() == null ? NullNode.getInstance() : written.value();
              StateScope scope = Objects.requireNonNull(run.definition().state().get(key)).scope();
              changes.add(
                  new StoreChange.PutShared(
                      owner(run, scope),
                      key,
                      base(run, seen, key, written),
                      version,
                      value.toString()));
              if (scope == StateScope.AGENT) {
                var fact =
                    new AgentFact.StateWritten(
                        key, value, version, session.value(), written.last().step().value());
                told.add(JournalRecords.encode(fact, run.id().value(), Map.of(), null));
              }
            });
    if (!told.isEmpty()) {
      changes.add(new StoreChange.Note(journal(run), now, told));
    }
    return changes;
  }

  // The session of a fork has not stored what its run knows from the one that it comes of.
  private static int base(LiveRun run, SharedState seen, String key, Written written) {
    SharedState.Value stored = seen.find(key);
    int version = stored == null ? 0 : stored.version();
    return version < run.state().memory().versionOf(key) ? version : written.expected();
  }

  private static SequencedMap<String, Written> written(
      LiveRun run, List<RunEvent> events, Instant now) {
    SequencedMap<String, Written> written = new LinkedHashMap<>();
    if (run.definition().state().values().stream().noneMatch(StateKey::outlivesRun)) {
      return written;
    }
    RunState state = run.state();
    for (RunEvent event : events) {
      state = Fold.apply(run.definition(), state, event, now);
      if (event instanceof RunEvent.StatePatched patch
          && Sharing.isShared(run.definition(), state, patch.key())) {
        Written before = written.get(patch.key());
        int expected = before == null ? patch.version() - 1 : before.expected();
        JsonNode value = state.memory().state().find(patch.key()).orElse(null);
        written.put(patch.key(), new Written(patch, expected, value));
      }
    }
    return written;
  }
}
