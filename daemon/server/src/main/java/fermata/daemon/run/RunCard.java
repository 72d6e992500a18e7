package fermata.daemon.run;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.journal.JournalRecords;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.RunRow;
import fermata.wire.event.EventData;
import fermata.wire.event.Failure;
import fermata.wire.event.GoalFact;
import fermata.wire.event.LedgerFact;
import fermata.wire.event.RunFact;
import fermata.wire.event.SessionFact;
import fermata.wire.event.Usage;
import fermata.wire.json.Json;
import fermata.wire.method.run.RunStatus;
import fermata.wire.method.run.RunSummary;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of a run: the fold of its facts, kept beside the journal.
 *
 * @param firstSeq the number of its first event
 */
record RunCard(RunSummary summary, long firstSeq) {

  static final Usage NOTHING = new Usage(0, 0, 0, 0, BigDecimal.ZERO, 0);

  static RunCard begin(RunFact.Started started, Instant at, long seq) {
    return fresh(
        started.run(),
        started.session(),
        RunStatus.RUNNING,
        started.agent(),
        started.digest(),
        started.entry(),
        at,
        seq);
  }

  /** {@return what is shown of a run that has not begun} */
  static RunCard queued(SessionFact.RunQueued queued, String session, Instant at, long seq) {
    return fresh(
        queued.run(),
        session,
        RunStatus.QUEUED,
        queued.agent(),
        queued.digest(),
        queued.entry(),
        at,
        seq);
  }

  private static RunCard fresh(
      String run,
      String session,
      RunStatus status,
      String agent,
      String digest,
      String entry,
      Instant at,
      long seq) {
    return new RunCard(
        new RunSummary(
            run, session, status, agent, digest, entry, at, null, null, null, NOTHING, List.of(),
            null),
        seq);
  }

  static RunCard parse(RunRow row) {
    return new RunCard(summaryOf(row), row.firstSeq());
  }

  /** {@return what a row shows} */
  static RunSummary summaryOf(RunRow row) {
    return Json.read(JournalRecords.parse(row.body()), RunSummary.class);
  }

  RunRow toRow() {
    return new RunRow(
        summary.run(),
        new JournalId(summary.session()),
        summary.status().wireName(),
        firstSeq,
        Json.toText(summary));
  }

  String run() {
    return summary.run();
  }

  /** Whether it has not begun. */
  boolean isQueued() {
    return summary.status().equals(RunStatus.QUEUED);
  }

  /** Whether nothing more will happen. */
  boolean hasEnded() {
    return summary.endedAt() != null;
  }

  /** {@return this after one more fact} */
  RunCard after(EventData fact, Instant at) {
    return switch (fact) {
      case RunFact run -> after(run, at);
      case LedgerFact.UsageUpdated(var usage) -> withUsage(usage);
      case GoalFact.Evaluated goal -> withGoal(goal);
      default -> this;
    };
  }

  private RunCard after(RunFact fact, Instant at) {
    return switch (fact) {
      case RunFact.Started _, RunFact.Failing _ -> this;
      case RunFact.Held(var reasons) -> at(RunStatus.HELD, reasons);
      case RunFact.Pausing _ -> at(RunStatus.PAUSING, List.of());
      case RunFact.Resumed _ -> at(RunStatus.RUNNING, List.of());
      case RunFact.Interrupted _ -> at(RunStatus.INTERRUPTED, List.of());
      case RunFact.Forked _ ->
          summary.status().equals(RunStatus.HELD) ? this : at(RunStatus.INTERRUPTED, List.of());
      case RunFact.Cancelling _ -> at(RunStatus.CANCELLING, List.of());
      case RunFact.Completed(var output, var usage, _) ->
          at(RunStatus.COMPLETED, List.of()).withUsage(usage).ended(at, output, null);
      case RunFact.Failed(var error, var usage, _) ->
          at(RunStatus.FAILED, List.of()).withUsage(usage).ended(at, null, error);
      case RunFact.Cancelled(_, _, var usage, _) ->
          at(RunStatus.CANCELLED, List.of()).withUsage(usage).ended(at, null, null);
    };
  }

  private RunCard at(RunStatus status, List<String> reasons) {
    Change change = new Change();
    change.status = status;
    change.reasons = reasons;
    return change.made();
  }

  /** {@return this with another definition} */
  RunCard withDigest(String digest) {
    Change change = new Change();
    change.digest = digest;
    return change.made();
  }

  /** {@return this with what has been used so far} */
  RunCard withUsage(Usage usage) {
    Change change = new Change();
    change.usage = usage;
    return change.made();
  }

  private RunCard withGoal(GoalFact.Evaluated goal) {
    Change change = new Change();
    change.goal = goal;
    return change.made();
  }

  private RunCard ended(Instant at, @Nullable JsonNode output, @Nullable Failure error) {
    Change change = new Change();
    change.endedAt = at;
    change.output = output;
    change.error = error;
    return change.made();
  }

  /** What a fact may change of this card; everything else stays. */
  private final class Change {
    private RunStatus status = summary.status();
    private String digest = summary.digest();
    private @Nullable Instant endedAt = summary.endedAt();
    private @Nullable JsonNode output = summary.output();
    private @Nullable Failure error = summary.error();
    private Usage usage = summary.usage();
    private List<String> reasons = summary.reasons();
    private GoalFact.@Nullable Evaluated goal = summary.goal();

    RunCard made() {
      return new RunCard(
          new RunSummary(
              summary.run(),
              summary.session(),
              status,
              summary.agent(),
              digest,
              summary.entry(),
              summary.startedAt(),
              endedAt,
              output,
              error,
              usage,
              reasons,
              goal),
          firstSeq);
    }
  }
}
