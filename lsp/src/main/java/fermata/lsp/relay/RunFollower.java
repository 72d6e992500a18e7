package fermata.lsp.relay;

import fermata.client.EventStream;
import fermata.client.FermataClient;
import fermata.client.FermataException;
import fermata.client.StreamItem;
import fermata.wire.event.EventData;
import fermata.wire.event.EventEnvelope;
import fermata.wire.event.Failure;
import fermata.wire.event.QuestionFact;
import fermata.wire.event.RunFact;
import fermata.wire.event.StepFact;
import fermata.wire.event.ToolFact;
import fermata.wire.method.Methods;
import fermata.wire.method.events.StartPosition;
import fermata.wire.method.question.Answer;
import fermata.wire.method.question.AnswerAction;
import fermata.wire.method.question.QuestionAnswerParams;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Follows the events of one session and shows them in the editor, until its last run has ended.
 *
 * <p>Confined to one thread, except for the accessors.
 */
final class RunFollower {

  /** How long one wait for an event lasts; only the end of the connection matters in between. */
  private static final Duration WAIT = Duration.ofMinutes(5);

  private final FermataClient client;
  private final String session;
  private final RunDisplay display;
  private @Nullable Failure failure;
  private @Nullable Runnable ending;
  private boolean isSynced;

  RunFollower(FermataClient client, String session, RunDisplay display) {
    this.client = client;
    this.session = session;
    this.display = display;
  }

  String session() {
    return session;
  }

  RunDisplay display() {
    return display;
  }

  /** {@return why the run failed, where it did; returns when the run has ended} */
  Optional<Failure> follow(StartPosition from) {
    display.begin();
    try (EventStream stream = client.events(session, from)) {
      while (true) {
        Optional<StreamItem> item = stream.next(WAIT);
        if (item.isPresent() && accept(item.get())) {
          return Optional.ofNullable(failure);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      display.end("no longer followed");
    } catch (FermataException e) {
      display.fail("events of session " + session + ": " + e.getMessage());
    }
    return Optional.empty();
  }

  private boolean accept(StreamItem item) {
    return switch (item) {
      case StreamItem.Event(var event) -> accept(event);
      case StreamItem.Piece _ -> false;
      case StreamItem.Synced _ -> {
        isSynced = true;
        display.synced();
        yield hasEnded();
      }
      case StreamItem.Gap _, StreamItem.Snapshot _, StreamItem.Lag _ -> false;
    };
  }

  private boolean accept(EventEnvelope event) {
    EventData fact = event.fact();
    return switch (fact) {
      case RunFact.Started _ -> {
        failure = null;
        ending = null;
        yield false;
      }
      case RunFact.Completed _ -> ends(() -> display.end("completed"));
      case RunFact.Failed(var error, var _, var _) -> {
        failure = error;
        yield ends(() -> display.fail("run failed: " + error.message()));
      }
      case RunFact.Cancelled(var reason, var _, var _, var _) ->
          ends(() -> display.end("cancelled: " + reason));
      case StepFact.Started step -> report(step.node() + " …");
      case ToolFact.Started call -> report(call.tool());
      case QuestionFact.Asked question -> {
        display.ask(question, this::answer);
        yield report("waits for an answer: " + question.text().lines().findFirst().orElse(""));
      }
      case QuestionFact.Answered answered -> {
        display.settled(answered.question());
        yield false;
      }
      case QuestionFact.Expired expired -> {
        display.settled(expired.question());
        yield false;
      }
      case QuestionFact.Withdrawn withdrawn -> {
        display.settled(withdrawn.question());
        yield false;
      }
      default -> false;
    };
  }

  private boolean report(String message) {
    display.report(message);
    return false;
  }

  /** A session may have more runs than the one that ended: what counts is the last of them. */
  private boolean ends(Runnable shown) {
    ending = shown;
    return hasEnded();
  }

  private boolean hasEnded() {
    if (!isSynced || ending == null) {
      return false;
    }
    ending.run();
    return true;
  }

  /** Gives an answer that was chosen in the editor, and {@return whether it was taken} */
  private boolean answer(Answer answer) {
    try {
      client.call(
          Methods.QUESTION_ANSWER,
          new QuestionAnswerParams(List.of(answer), UUID.randomUUID().toString()));
      return true;
    } catch (FermataException e) {
      boolean isDeclined = answer.action() == AnswerAction.DECLINE;
      display.warn((isDeclined ? "decline: " : "answer: ") + e.getMessage());
      return false;
    }
  }
}
