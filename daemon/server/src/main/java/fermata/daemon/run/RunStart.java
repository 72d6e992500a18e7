package fermata.daemon.run;

import fermata.daemon.store.JournalId;
import fermata.daemon.store.StoreChange;
import fermata.definition.model.AgentDefinition;
import fermata.engine.fold.Fold;
import fermata.engine.run.RunInput;
import fermata.engine.run.SessionId;
import fermata.wire.event.EventData;
import fermata.wire.event.SessionFact;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A run that is about to begin, and what is stored when it does. */
record RunStart(LiveRun run, RunDriver.Work work) {

  static RunStart of(
      RunMessage.Begin begin,
      JournalId session,
      RunEnvironment environment,
      Function<SessionLoading.LoadedRun, RunCalls> calls) {
    RunBeginning beginning = begin.beginning();
    LiveRun.Pinned pinned = LiveRun.Pinned.of(beginning.agent(), beginning.options());
    var run =
        new LiveRun(
            beginning.run(),
            pinned,
            calls.apply(new SessionLoading.LoadedRun(beginning.run(), pinned)),
            Fold.initial());
    var extra = new ArrayList<StoreChange>();
    var facts = new ArrayList<EventData>();
    if (begin.isNewSession()) {
      extra.add(new StoreChange.CreateJournal(session, environment.now()));
      facts.add(created(beginning, session, pinned.definition()));
    }
    extra.add(new StoreChange.PutSource(pinned.sha256(), pinned.pin().toJson()));
    RunInput started =
        new RunInput.Started(
            beginning.run(),
            new SessionId(session.value()),
            beginning.entry(),
            beginning.input(),
            RunTraits.tools(pinned),
            RunTraits.models(pinned, environment.models()));
    return new RunStart(
        run, new RunDriver.Work(List.of(started), begin.actor(), begin.key(), extra, facts));
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
