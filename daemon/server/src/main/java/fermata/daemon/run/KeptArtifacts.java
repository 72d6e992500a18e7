package fermata.daemon.run;

import fermata.daemon.store.ArtifactRow;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.JournalStore;
import fermata.engine.run.CallId;
import fermata.engine.run.KeptArtifact;
import fermata.engine.run.RunEvent;
import fermata.engine.run.RunInput;
import fermata.engine.run.ToolOutcome;
import fermata.wire.event.ArtifactFact;
import fermata.wire.event.EventData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of contents that calls have kept: facts of the session, in the commit of the outcome
 * that brought them.
 *
 * <p>A call that had been given up brings none. A content that its name stands for already is
 * nothing new.
 */
final class KeptArtifacts {

  private final JournalStore store;
  private final JournalId session;
  private final Map<String, Known> newest = new HashMap<>();

  private record Known(int version, String sha256, String mime) {}

  private KeptArtifacts(JournalStore store, JournalId session) {
    this.store = store;
    this.session = session;
  }

  /**
   * {@return the facts}
   *
   * @param events that the inputs have led to
   */
  static List<EventData> of(
      JournalStore store, JournalId session, List<RunInput> inputs, List<RunEvent> events) {
    var facts = new ArrayList<EventData>();
    var kept = new KeptArtifacts(store, session);
    for (RunInput input : inputs) {
      if (input instanceof RunInput.ToolReturned(var call, ToolOutcome.Completed(_, var artifacts))
          && !artifacts.isEmpty()) {
        RunEvent.ToolCompleted taken = taken(call, events);
        if (taken != null) {
          artifacts.forEach(artifact -> kept.add(taken, artifact, facts));
        }
      }
    }
    return facts;
  }

  private static RunEvent.@Nullable ToolCompleted taken(CallId call, List<RunEvent> events) {
    for (RunEvent event : events) {
      if (event instanceof RunEvent.ToolCompleted completed && completed.call().equals(call)) {
        return completed;
      }
    }
    return null;
  }

  private void add(RunEvent.ToolCompleted by, KeptArtifact artifact, List<EventData> facts) {
    Known before = newest.computeIfAbsent(artifact.name(), this::stored);
    boolean isKnown =
        before != null
            && before.sha256().equals(artifact.sha256())
            && before.mime().equals(artifact.mime());
    if (isKnown) {
      return;
    }
    int version = before == null ? 1 : before.version() + 1;
    newest.put(artifact.name(), new Known(version, artifact.sha256(), artifact.mime()));
    facts.add(fact(by, artifact, version));
  }

  private @Nullable Known stored(String name) {
    return store.artifacts().find(session, name).map(KeptArtifacts::known).orElse(null);
  }

  private static Known known(ArtifactRow row) {
    return new Known(row.version(), row.sha256(), row.mime());
  }

  private static EventData fact(RunEvent.ToolCompleted by, KeptArtifact artifact, int version) {
    String step = by.step().value();
    String call = by.call().value();
    return version == 1
        ? new ArtifactFact.Created(
            step,
            call,
            artifact.name(),
            version,
            artifact.sha256(),
            artifact.size(),
            artifact.mime())
        : new ArtifactFact.Updated(
            step,
            call,
            artifact.name(),
            version,
            artifact.sha256(),
            artifact.size(),
            artifact.mime());
  }
}
