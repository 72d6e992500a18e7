package fermata.daemon.run;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.store.JournalId;
import fermata.engine.run.CallId;
import fermata.engine.run.Failure;
import fermata.engine.run.RunId;
import fermata.engine.run.RunInput;
import fermata.wire.event.SessionFact;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a {@link RunLoop} is told. */
sealed interface RunMessage {

  /** A message of somebody who waits for the answer. */
  sealed interface Asked extends RunMessage {
    CompletableFuture<Admission> reply();
  }

  /** Start a run; the session is made if it does not exist. */
  record Begin(
      RunBeginning beginning,
      Actor actor,
      KeyedReply key,
      boolean isNewSession,
      CompletableFuture<Admission> reply)
      implements Asked {}

  /** Start a run in a new session where another one was. */
  record Fork(RunFork fork, Actor actor, KeyedReply key, CompletableFuture<Admission> reply)
      implements Asked {}

  /**
   * Make a session without a run.
   *
   * @param metadata of the client; absent for none
   */
  record Create(
      SessionFact.Created created,
      @Nullable JsonNode metadata,
      Actor actor,
      KeyedReply key,
      CompletableFuture<Admission> reply)
      implements Asked {}

  /** Change the session itself. */
  record Amend(
      SessionChange change, Actor actor, KeyedReply key, CompletableFuture<Admission> reply)
      implements Asked {}

  /**
   * Delete the session.
   *
   * @param keyOf makes the record of the result for the sessions that are deleted
   */
  record Delete(
      Actor actor, Function<List<JournalId>, KeyedReply> keyOf, CompletableFuture<Admission> reply)
      implements Asked {}

  /** Derive again what is derived of the session. */
  record Rebuild(CompletableFuture<Admission> reply) implements Asked {}

  /**
   * Change a run.
   *
   * @param run the run that is under way where absent
   */
  record Change(
      @Nullable RunId run,
      RunChange change,
      Actor actor,
      KeyedReply key,
      CompletableFuture<Admission> reply)
      implements Asked {}

  /** Something that the daemon started has ended, or is due. */
  record Tell(RunId run, RunInput input) implements RunMessage {}

  /** A run has more to do that needs nothing from outside; what it did so far is stored. */
  record GoOn(RunId run) implements RunMessage {}

  /** A child run could not be started, and will not be. */
  record ChildNotStarted(RunId run, CallId call, Failure failure) implements RunMessage {}

  /** Something that people who follow the run should know. */
  record Warn(RunId run, String kind, String message) implements RunMessage {}

  /** There may be a place for a run that waits for one. */
  record Admit(RunId run) implements RunMessage {}

  /** The daemon has started: bring back what was running. */
  record Recover() implements RunMessage {}

  /** Try again what could not be stored. */
  record Retry() implements RunMessage {}

  /** The daemon is ending: what comes from now on is kept for the next start. */
  record Checkpoint() implements RunMessage {}
}
