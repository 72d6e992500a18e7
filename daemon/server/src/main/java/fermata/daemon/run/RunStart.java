package fermata.daemon.run;

import fermata.daemon.journal.GrantMapping;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.PlaceRow;
import fermata.daemon.store.StoreChange;
import fermata.definition.model.AgentDefinition;
import fermata.engine.fold.Fold;
import fermata.engine.run.RunInput;
import fermata.engine.run.SessionId;
import fermata.wire.event.EventData;
import fermata.wire.event.SessionFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A run that is about to begin, and what is stored when it does. */
record RunStart(LiveRun run, RunDriver.Work work) {

  /**
   * What a run is begun for.
   *
   * @param actor who asked for it
   * @param key to remember the answer by
   * @param waitedSince when it began to wait for a place; absent where it did not
   */
  record Asking(
      RunBeginning beginning,
      @Nullable Actor actor,
      @Nullable KeyedReply key,
      boolean isNewSession,
      @Nullable Instant waitedSince) {

    static Asking of(RunMessage.Begin begin) {
      return new Asking(begin.beginning(), begin.actor(), begin.key(), begin.isNewSession(), null);
    }

    /** The oldest is who came first, whenever its work began. */
    Instant since(Instant now) {
      return waitedSince == null ? now : waitedSince;
    }
  }

  static RunStart of(
      Asking begin,
      JournalId session,
      RunEnvironment environment,
      Function<SessionLoading.LoadedRun, RunCalls> calls) {
    RunBeginning beginning = begin.beginning();
    LiveRun.Pinned pinned = LiveRun.Pinned.of(beginning.agent(), beginning.options());
    Actor actor = begin.actor();
    var of =
        new SessionLoading.LoadedRun(beginning.run(), pinned, actor == null ? null : actor.trace());
    var run = new LiveRun(of, calls.apply(of), Fold.initial(), SnapshotPace.ofNewRun());
    var extra = new ArrayList<StoreChange>();
    var facts = new ArrayList<EventData>();
    if (begin.isNewSession()) {
      extra.add(new StoreChange.CreateJournal(session, environment.now()));
      facts.add(created(beginning, session, pinned.definition()));
    }
    extra.add(new StoreChange.PutSource(pinned.sha256(), pinned.pin().toJson()));
    extra.addAll(beginning.alongside());
    beginning.room().ifPresent(room -> extra.add(place(begin, room, session, environment)));
    RunInput started =
        new RunInput.Started(
            beginning.run(),
            new SessionId(session.value()),
            beginning.entry(),
            beginning.input(),
            RunTraits.tools(pinned),
            RunTraits.models(pinned, environment.models()),
            GrantMapping.fromWire(beginning.options().grant()),
            environment.contexts().of(pinned.definition()),
            beginning.debuggers());
    return new RunStart(
        run, new RunDriver.Work(List.of(started), actor, begin.key(), extra, facts));
  }

  private static StoreChange place(
      Asking begin, EntryRoom room, JournalId session, RunEnvironment environment) {
    String run = begin.beginning().run().value();
    var row = new PlaceRow(run, room.entry(), session, begin.since(environment.now()));
    return begin.waitedSince() == null
        ? new StoreChange.TakePlace(row, room.max())
        : new StoreChange.TakeAwaitedPlace(row, room.max());
  }

  private static SessionFact created(
      RunBeginning beginning, JournalId session, AgentDefinition definition) {
    return new SessionFact.Created(
        session.value(),
        definition.name().value(),
        beginning.uri(),
        definition.digest(),
        beginning.title());
  }
}
