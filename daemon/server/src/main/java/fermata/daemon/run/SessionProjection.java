package fermata.daemon.run;

import fermata.daemon.store.ArtifactRow;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.QuestionRow;
import fermata.daemon.store.SessionRow;
import fermata.daemon.store.StoreChange;
import fermata.wire.event.ArtifactFact;
import fermata.wire.event.EventData;
import fermata.wire.event.QuestionFact;
import fermata.wire.event.RunFact;
import fermata.wire.event.SessionFact;
import fermata.wire.event.Usage;
import fermata.wire.json.Json;
import fermata.wire.method.question.QuestionView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is derived of a session beside its journal, for lists and inboxes: the fold of its facts.
 *
 * @param run its newest run that has begun, or the first that waits where there was none before;
 *     absent before there is one
 * @param later runs that wait while that one has not ended
 * @param questions the open ones
 */
record SessionProjection(
    SessionCard card, @Nullable RunCard run, Set<String> questions, List<RunCard> later) {

  SessionProjection {
    questions = Set.copyOf(questions);
    later = List.copyOf(later);
  }

  /** A fact with its place. */
  record Placed(
      EventData fact, long seq, Instant at, @Nullable String node, @Nullable String run) {}

  static SessionProjection begin(SessionFact.Created created) {
    return new SessionProjection(SessionCard.of(created), null, Set.of(), List.of());
  }

  /**
   * {@return this after facts of its newest run, and the changes of the store that keep it so}
   *
   * @param usageAtHold what the run has used, where it waits now
   */
  Change after(List<Placed> facts, @Nullable Usage usageAtHold) {
    var changes = new ArrayList<StoreChange>();
    SessionProjection next = this;
    for (Placed placed : facts) {
      next = next.after(placed, changes);
    }
    if (usageAtHold != null) {
      next = next.withUsage(usageAtHold);
    }
    next.addRowsThatDiffer(this, facts.getLast().at(), changes);
    return new Change(next, changes);
  }

  private SessionProjection withUsage(Usage usage) {
    return run == null ? this : new SessionProjection(card, run.withUsage(usage), questions, later);
  }

  record Change(SessionProjection next, List<StoreChange> changes) {}

  /**
   * {@return a run that has not ended, the one that has begun first; absent where there is none}
   */
  @Nullable RunCard unended() {
    if (run != null && !run.hasEnded()) {
      return run;
    }
    return later.isEmpty() ? null : later.getFirst();
  }

  private boolean isLater(@Nullable String id) {
    return id != null && later.stream().anyMatch(card -> card.run().equals(id));
  }

  /** {@return the runs that wait when one begins; it may overtake those before it} */
  private List<RunCard> laterThan(String begun) {
    var waiting = new ArrayList<RunCard>();
    if (run != null && run.isQueued()) {
      waiting.add(run);
    }
    waiting.addAll(later);
    waiting.removeIf(card -> card.run().equals(begun));
    return waiting;
  }

  private SessionProjection after(Placed placed, List<StoreChange> changes) {
    if (isLater(placed.run()) && !(placed.fact() instanceof RunFact.Started)) {
      return afterLater(placed, String.valueOf(placed.run()), changes);
    }
    return switch (placed.fact()) {
      case RunFact.Started started ->
          new SessionProjection(
              card.withDefinition(started.agent(), started.digest()).withArchived(false),
              RunCard.begin(started, placed.at(), placed.seq()),
              questions,
              laterThan(started.run()));
      case SessionFact.RunQueued queued when run != null && !run.hasEnded() -> {
        RunCard waiting = RunCard.queued(queued, card.session(), placed.at(), placed.seq());
        changes.add(new StoreChange.PutRun(waiting.toRow()));
        var waitingNow = new ArrayList<>(later);
        waitingNow.add(waiting);
        yield new SessionProjection(card.withArchived(false), run, questions, waitingNow);
      }
      case SessionFact.RunQueued queued ->
          new SessionProjection(
              card.withDefinition(queued.agent(), queued.digest()).withArchived(false),
              RunCard.queued(queued, card.session(), placed.at(), placed.seq()),
              questions,
              later);
      case SessionFact.DefinitionAccepted accepted when run != null ->
          new SessionProjection(
              card.withDefinition(card.agent(), accepted.digest()),
              run.withDigest(accepted.digest()),
              questions,
              later);
      case SessionFact.Updated updated -> with(card.after(updated));
      case SessionFact.Archived(var isAway) -> with(card.withArchived(isAway));
      case QuestionFact question -> withRun(placed).after(question, placed, changes);
      case ArtifactFact artifact -> {
        changes.add(new StoreChange.PutArtifact(row(artifact, placed.at())));
        yield withRun(placed);
      }
      default -> withRun(placed);
    };
  }

  /** What happens to a run that has not begun: it can only end. */
  private SessionProjection afterLater(Placed placed, String id, List<StoreChange> changes) {
    var left = new ArrayList<RunCard>();
    for (RunCard waiting : later) {
      RunCard next = waiting.run().equals(id) ? waiting.after(placed.fact(), placed.at()) : waiting;
      if (!next.equals(waiting)) {
        changes.add(new StoreChange.PutRun(next.toRow()));
      }
      if (next.hasEnded()) {
        changes.add(new StoreChange.DropTimersOf(new JournalId(card.session()), id));
      } else {
        left.add(next);
      }
    }
    return new SessionProjection(card, run, questions, left);
  }

  private SessionProjection with(SessionCard changed) {
    return new SessionProjection(changed, run, questions, later);
  }

  private SessionProjection withRun(Placed placed) {
    return run == null
        ? this
        : new SessionProjection(card, run.after(placed.fact(), placed.at()), questions, later);
  }

  private SessionProjection after(QuestionFact fact, Placed placed, List<StoreChange> changes) {
    var open = new LinkedHashSet<>(questions);
    switch (fact) {
      case QuestionFact.Asked asked -> {
        open.add(asked.question());
        changes.add(new StoreChange.PutQuestion(row(asked, placed)));
      }
      case QuestionFact.Answered(var id, _, _) -> drop(id, open, changes);
      case QuestionFact.Expired(var id) -> drop(id, open, changes);
      case QuestionFact.Withdrawn(var id, _) -> drop(id, open, changes);
    }
    return new SessionProjection(card, run, open, later);
  }

  private static void drop(String question, Set<String> open, List<StoreChange> changes) {
    open.remove(question);
    changes.add(new StoreChange.DropQuestion(question));
  }

  private QuestionRow row(QuestionFact.Asked asked, Placed placed) {
    String runId = run == null ? "" : run.run();
    String node = placed.node();
    var view =
        new QuestionView(
            asked.question(),
            card.session(),
            runId,
            card.agent(),
            asked.step(),
            node == null ? "" : node,
            asked.kind(),
            asked.text(),
            asked.fields(),
            asked.options(),
            asked.tool(),
            asked.args(),
            placed.at(),
            asked.expiresAt(),
            asked.assignee(),
            null,
            null);
    return new QuestionRow(
        asked.question(), new JournalId(card.session()), runId, placed.at(), Json.toText(view));
  }

  private ArtifactRow row(ArtifactFact fact, Instant at) {
    var session = new JournalId(card.session());
    String by = run == null ? null : run.run();
    return switch (fact) {
      case ArtifactFact.Created(_, _, var name, var version, var sha256, var size, var mime) ->
          new ArtifactRow(session, name, version, sha256, size, mime, by, at);
      case ArtifactFact.Updated(_, _, var name, var version, var sha256, var size, var mime) ->
          new ArtifactRow(session, name, version, sha256, size, mime, by, at);
    };
  }

  private void addRowsThatDiffer(SessionProjection before, Instant at, List<StoreChange> changes) {
    if (run == null) {
      changes.add(new StoreChange.PutSession(card.toRow(null, 0, at)));
      return;
    }
    if (!run.equals(before.run)) {
      changes.add(new StoreChange.PutRun(run.toRow()));
    }
    boolean isListedAlike =
        before.run != null
            && run.run().equals(before.run.run())
            && run.summary().status().equals(before.run.summary().status())
            && questions.equals(before.questions)
            && later.isEmpty() == before.later.isEmpty()
            && card.equals(before.card);
    if (!isListedAlike) {
      SessionRow row = card.toRow(run, questions.size(), at);
      boolean isWaiting = run.hasEnded() && !later.isEmpty();
      changes.add(new StoreChange.PutSession(isWaiting ? row.held() : row));
    }
    if (run.hasEnded()) {
      var session = new JournalId(card.session());
      changes.add(new StoreChange.DropQuestionsOf(session, run.run()));
      changes.add(new StoreChange.DropTimersOf(session, run.run()));
      changes.add(new StoreChange.DropPlace(run.run()));
      changes.add(new StoreChange.DropWaitsOf(session, run.run()));
    }
  }
}
