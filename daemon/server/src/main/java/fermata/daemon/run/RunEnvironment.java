package fermata.daemon.run;

import fermata.daemon.event.ContextSource;
import fermata.daemon.event.EventRouter;
import fermata.daemon.journal.EventLog;
import fermata.daemon.model.ModelProviders;
import fermata.daemon.source.AgentSource;
import fermata.daemon.store.JournalStore;
import fermata.daemon.store.OwnerRow;
import fermata.daemon.tool.ToolRunner;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Predicate;

/**
 * What runs need of the daemon.
 *
 * @param isAlive whether another daemon, which owns a session, still runs
 */
public record RunEnvironment(
    JournalStore store,
    EventLog log,
    ToolRunner tools,
    ModelProviders models,
    AgentSource agents,
    RunTimers timers,
    EventRouter events,
    ContextSource contexts,
    SessionFolders folders,
    RunSnapshots snapshots,
    Allowances allowances,
    InstantSource clock,
    Predicate<OwnerRow> isAlive,
    RunLimits limits) {

  /** {@return the time, as precise as journals keep it} */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
