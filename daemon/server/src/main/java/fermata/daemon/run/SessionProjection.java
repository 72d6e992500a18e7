package fermata.daemon.run;

import fermata.daemon.store.ArtifactRow;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.QuestionRow;
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
 * @param run its newest run; absent before there is one
 * @param questions the open ones
 */
record SessionProjection(SessionCard card, @Nullable RunCard run, Set<String> questions) {

  SessionProjection {
    questions = Set.copyOf(questions);
  }

  /** A fact with its place. */
  record Placed(EventData fact, long seq, Instant at, @Nullable String node) {}

  static SessionProjection begin(SessionFact.Created created) {
    return new SessionProjection(SessionCard.of(created), null, Set.of());
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
    return run == null ? this : new SessionProjection(card, run.withUsage(usage), questions);
  }

  record Change(SessionProjection next, List<StoreChange> changes) {}

  private SessionProjection after(Placed placed, List<StoreChange> changes) {
    return switch (placed.fact()) {
      case RunFact.Started started ->
          new SessionProjection(
              card.withDefinition(started.agent(), started.digest()).withArchived(false),
              RunCard.begin(started, placed.at(), placed.seq()),
              questions);
      case SessionFact.RunQueued queued ->
          new SessionProjection(
              card.withDefinition(queued.agent(), queued.digest()).withArchived(false),
              RunCard.queued(queued, card.session(), placed.at(), placed.seq()),
              questions);
      case SessionFact.DefinitionAccepted accepted when run != null ->
          new SessionProjection(
              card.withDefinition(card.agent(), accepted.digest()),
              run.withDigest(accepted.digest()),
              questions);
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

  private SessionProjection with(SessionCard changed) {
    return new SessionProjection(changed, run, questions);
  }

  private SessionProjection withRun(Placed placed) {
    return run == null
        ? this
        : new SessionProjection(card, run.after(placed.fact(), placed.at()), questions);
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
    return new SessionProjection(card, run, open);
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
            && card.equals(before.card);
    if (!isListedAlike) {
      changes.add(new StoreChange.PutSession(card.toRow(run, questions.size(), at)));
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
