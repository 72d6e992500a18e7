package fermata.daemon.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a commit. The parts take effect in order, all of them or none. */
public sealed interface StoreChange {

  /** {@return its texts of JSON that may have large values} */
  default List<String> texts() {
    return List.of();
  }

  /** A new journal, owned by the store's owner. */
  record CreateJournal(JournalId journal, Instant at) implements StoreChange {}

  /**
   * Events at the end of a journal, and the inputs that they came of.
   *
   * @param expectedHead the number of the last event that the caller knows
   */
  record Append(
      JournalLease lease,
      long expectedHead,
      Instant at,
      List<NewInput> inputs,
      List<NewEvent> events)
      implements StoreChange {

    public Append {
      inputs = List.copyOf(inputs);
      events = List.copyOf(events);
    }

    @Override
    public List<String> texts() {
      var texts = new ArrayList<String>(events.size() + inputs.size());
      events.forEach(event -> texts.add(event.body()));
      inputs.forEach(input -> texts.add(input.body()));
      return texts;
    }
  }

  /** The row of a session, new or replaced. */
  record PutSession(SessionRow row) implements StoreChange {}

  /** The row of a run, new or replaced. */
  record PutRun(RunRow row) implements StoreChange {}

  /**
   * The end of a session: of its journal, and of everything that is derived of it.
   *
   * <p>Refused with {@code FENCED} where another owner has taken it over.
   */
  record DropSession(JournalLease lease) implements StoreChange {}

  /** An open question, new or replaced. */
  record PutQuestion(QuestionRow row) implements StoreChange {}

  /** The end of a question. */
  record DropQuestion(String question) implements StoreChange {}

  /** A timer, new or replaced. */
  record PutTimer(TimerRow row) implements StoreChange {}

  /** The end of a timer. */
  record DropTimer(JournalId session, String run, String timer) implements StoreChange {}

  /** The end of all timers of a run. */
  record DropTimersOf(JournalId session, String run) implements StoreChange {}

  /** The end of all questions of a run. */
  record DropQuestionsOf(JournalId session, String run) implements StoreChange {}

  /** An input to be dealt with at the next start. */
  record Park(ParkedInput input) implements StoreChange {}

  /** The end of the parked inputs of a session, which have been dealt with. */
  record DropParkedOf(JournalId session) implements StoreChange {}

  /** A result to give again when the request is repeated. */
  record RememberResult(KeyedResult result) implements StoreChange {}

  /**
   * A place for a new run at its entry point.
   *
   * <p>Refused with {@code NO_ROOM} where as many runs have one, or wait for one.
   *
   * @param max how many may have one
   */
  record TakePlace(PlaceRow row, int max) implements StoreChange {}

  /**
   * A place for a run that waits for one, which ends its wait.
   *
   * <p>Refused with {@code CONFLICT} where it does not wait, with {@code NO_ROOM} where as many
   * runs have a place.
   *
   * @param max how many may have one
   */
  record TakeAwaitedPlace(PlaceRow row, int max) implements StoreChange {}

  /** The end of a run's place, if it has one. */
  record DropPlace(String run) implements StoreChange {}

  /**
   * A run that waits for a place.
   *
   * <p>Refused with {@code NO_ROOM} where as many wait.
   *
   * @param max how many may wait at the entry point
   */
  record PutWaiting(WaitingRow row, int max) implements StoreChange {}

  /** A run waits no more. Refused with {@code CONFLICT} where it did not. */
  record DropWaiting(String run) implements StoreChange {}

  /**
   * A run waits before another one of its entry point, or behind all.
   *
   * <p>Refused with {@code CONFLICT} where one of them does not wait there.
   *
   * @param before absent for behind all
   */
  record MoveWaiting(String run, @Nullable String before) implements StoreChange {}

  /** A definition with armed triggers, new or replaced. */
  record PutRegistration(RegistrationRow row) implements StoreChange {}

  /** The end of a registration and of its triggers. */
  record DropRegistration(String file) implements StoreChange {}

  /** An armed trigger, new or replaced. */
  record PutTrigger(TriggerRow row) implements StoreChange {}

  /** The end of an armed trigger. */
  record DropTrigger(EntryId entry) implements StoreChange {}

  /**
   * A trigger fires: it is due at another time now. Whether it is paused stays as it is.
   *
   * <p>Refused with {@code CONFLICT} where it is not due when the caller thinks: another daemon
   * fired it, or it was disarmed.
   */
  record MoveTrigger(@Nullable Instant expectedDue, TriggerRow row) implements StoreChange {}

  /**
   * A trigger fires nothing by itself, or does again.
   *
   * @param at since when; absent for not at all
   */
  record PauseTrigger(EntryId entry, @Nullable Instant at) implements StoreChange {}

  /** How a file was when a trigger that waits for changes of files last looked. */
  record PutWatched(EntryId entry, String path, String stamp) implements StoreChange {}

  /** A file that is gone. */
  record DropWatched(EntryId entry, String path) implements StoreChange {}

  /** The end of all that a trigger knows of files. */
  record DropAllWatched(EntryId entry) implements StoreChange {}

  /** A text under its SHA-256; one that is there is left as it is. */
  record PutSource(String sha256, String text) implements StoreChange {}

  /** An event at the end of the journal of the workspace. */
  record Publish(PublishedRow row) implements StoreChange {}

  /**
   * A wait for a published event, unless it is there.
   *
   * @param since how far back an event may have been published; absent for not at all
   */
  record PutWait(WaitRow row, @Nullable Instant since) implements StoreChange {}

  /** The end of a wait. */
  record DropWait(JournalId session, String run, String step) implements StoreChange {}

  /** The end of all waits of a run. */
  record DropWaitsOf(JournalId session, String run) implements StoreChange {}

  /** How far the journal of the workspace has been dealt with. */
  record PutRouted(Routed routed) implements StoreChange {}

  /**
   * A value that outlives a run.
   *
   * @param owner a session, or the journal of an agent
   * @param expected the version that the new one builds on; the commit is refused as {@code STALE}
   *     where it is another by now
   * @param value JSON
   */
  record PutShared(String owner, String key, int expected, int version, String value)
      implements StoreChange {

    @Override
    public List<String> texts() {
      return List.of(value);
    }
  }

  /** A version of an artifact, new; one that is there is left as it is. */
  record PutArtifact(ArtifactRow row) implements StoreChange {}

  /**
   * A value that several share, whatever was there before.
   *
   * @param value JSON
   */
  record ReplaceShared(String owner, String key, String value) implements StoreChange {

    @Override
    public List<String> texts() {
      return List.of(value);
    }
  }

  /** Events at the end of a journal that nobody owns, which is made if need be. */
  record Note(JournalId journal, Instant at, List<NewEvent> events) implements StoreChange {

    public Note {
      events = List.copyOf(events);
    }

    @Override
    public List<String> texts() {
      return events.stream().map(NewEvent::body).toList();
    }
  }
}
