package fermata.cli.follow;

import fermata.cli.console.CommandFailure;
import fermata.cli.console.Console;
import fermata.cli.console.ExitCode;
import fermata.cli.question.GivenAnswer;
import fermata.cli.question.Objection;
import fermata.cli.question.PreparedAnswers;
import fermata.cli.question.Question;
import fermata.cli.question.QuestionText;
import fermata.cli.question.Response;
import fermata.client.EventStream;
import fermata.client.FermataClient;
import fermata.client.FermataException;
import fermata.client.StreamItem;
import fermata.wire.event.AgentFact;
import fermata.wire.event.ArtifactFact;
import fermata.wire.event.BranchFact;
import fermata.wire.event.ConversationFact;
import fermata.wire.event.DebugFact;
import fermata.wire.event.EventData;
import fermata.wire.event.EventEnvelope;
import fermata.wire.event.GoalFact;
import fermata.wire.event.LedgerFact;
import fermata.wire.event.MessageFact;
import fermata.wire.event.ModelFact;
import fermata.wire.event.QuestionFact;
import fermata.wire.event.RunFact;
import fermata.wire.event.SessionFact;
import fermata.wire.event.StepFact;
import fermata.wire.event.SubrunFact;
import fermata.wire.event.ToolFact;
import fermata.wire.event.WaitFact;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.method.Methods;
import fermata.wire.method.question.QuestionListParams;
import fermata.wire.method.question.QuestionView;
import fermata.wire.method.run.RunGetParams;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows one run until it ends, or until it waits for something that nobody here can give.
 *
 * <p>A question is answered from the prepared answers, else by the person at the terminal, else it
 * ends the following. Only what is open once the past has been read is asked: a run that is looked
 * at again is not asked again.
 *
 * <p>Confined to one thread.
 */
public final class Follower {

  /** What a run waits for that somebody paused. */
  private static final String PAUSED = "paused";

  /** How often a status line moves. */
  private static final Duration TICK = Duration.ofMillis(80);

  /** How long an interrupted run may take to go on by itself, as most are told to. */
  private static final Duration INTERRUPTED_MAX = Duration.ofSeconds(3);

  private final Console console;
  private final FermataClient client;
  private final String run;
  private final Audience audience;
  private final Answers answers;
  private final PreparedAnswers prepared;
  private final SequencedMap<String, Question> open = new LinkedHashMap<>();
  private final Interview interview;
  private final Set<String> answered = new HashSet<>();
  private final Patience patience;
  private boolean isSynced;
  private long seq;
  private @Nullable RunEnding ending;
  private @Nullable RunFact latest;
  private Instant quietSince;
  private String instance;

  /** How long somebody looks on where a run waits for no question. */
  @FunctionalInterface
  public interface Patience {

    /** As long as it takes. */
    Patience ENDLESS = (_, _) -> true;

    /**
     * Whether to look on; asked again and again as long as the run is held by the same.
     *
     * @param seq the last event of the session that has come
     */
    boolean isPatient(RunFact.Held held, long seq);

    /** Whether a question is left to nobody, and the run looked on at. */
    default boolean isLeftOpen(Question question) {
      return false;
    }
  }

  /** A follower of a run; {@code interview} asks what nobody prepared. */
  public Follower(
      Console console,
      FermataClient client,
      String run,
      Audience audience,
      PreparedAnswers prepared,
      Interview interview) {
    this(console, client, run, audience, prepared, interview, Patience.ENDLESS);
  }

  /** A follower that does not wait for everything. */
  public Follower(
      Console console,
      FermataClient client,
      String run,
      Audience audience,
      PreparedAnswers prepared,
      Interview interview,
      Patience patience) {
    this.patience = patience;
    this.console = console;
    this.client = client;
    this.run = run;
    this.audience = audience;
    this.answers = new Answers(client);
    this.prepared = prepared;
    this.interview = interview;
    this.quietSince = console.now();
    this.instance = client.daemon().daemon().instance();
  }

  /** {@return why the run is not followed any further} */
  public RunEnding follow(EventStream stream) throws InterruptedException {
    try {
      return followToTheEnd(stream);
    } catch (FermataException.Stopped _) {
      interview.beforeOutput();
      return new RunEnding.DaemonStopped();
    }
  }

  private RunEnding followToTheEnd(EventStream stream) throws InterruptedException {
    while (true) {
      Optional<StreamItem> item = stream.next(TICK);
      item.ifPresent(this::accept);
      if (ending != null) {
        return ending;
      }
      if (isSynced && item.isEmpty()) {
        Optional<RunEnding> stop = whenQuiet();
        if (stop.isPresent()) {
          return stop.get();
        }
      }
    }
  }

  private void accept(StreamItem item) {
    if (item instanceof StreamItem.Event(var event)) {
      seq = event.seq();
    }
    switch (item) {
      case StreamItem.Event(var event) when isOfRun(event) -> {
        interview.beforeOutput();
        quietSince = console.now();
        audience.accept(item);
        note(event);
      }
      case StreamItem.Event _ -> {}
      case StreamItem.Synced _ -> isSynced = true;
      case StreamItem.Snapshot _, StreamItem.Lag _ -> {}
      case StreamItem.Piece _ -> {
        if (!interview.isAsking()) {
          audience.accept(item);
        }
      }
      case StreamItem.Gap gap -> {
        audience.accept(item);
        open.clear();
        gap.snapshot().session().questions().stream()
            .filter(question -> question.run().equals(run))
            .map(Question::of)
            .forEach(question -> open.put(question.id(), question));
      }
    }
  }

  private boolean isOfRun(EventEnvelope event) {
    return run.equals(event.run())
        || (event.fact() instanceof SessionFact.DefinitionAccepted accepted
            && accepted.run().equals(run));
  }

  private void note(EventEnvelope event) {
    switch (event.fact()) {
      case RunFact fact -> noteRun(fact);
      case QuestionFact.Asked asked -> {
        String node = event.node();
        open.put(asked.question(), Question.of(asked, node == null ? asked.step() : node));
      }
      case SubrunFact.Asked asked when asked.open() -> learn(asked.question());
      case SubrunFact.Asked asked -> open.remove(asked.question());
      case SubrunFact.Finished(_, _, var child, _, _, _) ->
          open.keySet().removeIf(question -> question.startsWith(child + "."));
      case QuestionFact.Answered answered -> open.remove(answered.question());
      case QuestionFact.Expired expired -> open.remove(expired.question());
      case QuestionFact.Withdrawn withdrawn -> open.remove(withdrawn.question());
      case SessionFact _,
          StepFact _,
          SubrunFact _,
          BranchFact _,
          ConversationFact _,
          MessageFact _,
          ModelFact _,
          ToolFact _,
          LedgerFact _,
          DebugFact _,
          GoalFact _,
          WaitFact _,
          ArtifactFact _,
          EventData.Published _,
          AgentFact _,
          EventData.Unrecognised _ -> {}
    }
  }

  /** A question of a child run is not in the journal that is followed. */
  private void learn(String question) {
    String session = client.call(Methods.RUN_GET, new RunGetParams(run)).session();
    for (QuestionView view :
        client.call(Methods.QUESTION_LIST, new QuestionListParams(session, null)).questions()) {
      if (view.question().equals(question)) {
        Question asked = Question.of(view);
        open.put(question, asked);
        audience.ask(asked);
      }
    }
  }

  private void noteRun(RunFact fact) {
    latest = fact;
    switch (fact) {
      case RunFact.Completed completed -> ending = new RunEnding.Completed(completed);
      case RunFact.Failed failed -> ending = new RunEnding.Failed(failed);
      case RunFact.Cancelled cancelled -> ending = new RunEnding.Cancelled(cancelled);
      case RunFact.Started _,
          RunFact.Held _,
          RunFact.Pausing _,
          RunFact.Resumed _,
          RunFact.Interrupted _,
          RunFact.Forked _,
          RunFact.Cancelling _,
          RunFact.Failing _ -> {}
    }
  }

  /** Everything that has happened is known: now it shows what the run waits for. */
  private Optional<RunEnding> whenQuiet() {
    noticeRestart();
    Optional<Question> next =
        open.values().stream()
            .filter(question -> !answered.contains(question.id()))
            .filter(question -> !patience.isLeftOpen(question))
            .findFirst();
    if (next.isPresent()) {
      return consider(next.get());
    }
    audience.tick();
    if (latest instanceof RunFact.Held held
        && (held.reasons().contains(PAUSED) || !patience.isPatient(held, seq))) {
      return Optional.of(held());
    }
    boolean isStuck =
        latest instanceof RunFact.Interrupted
            && Duration.between(quietSince, console.now()).compareTo(INTERRUPTED_MAX) > 0;
    return isStuck ? Optional.of(new RunEnding.Interrupted()) : Optional.empty();
  }

  private Optional<RunEnding> consider(Question question) {
    Optional<GivenAnswer> given = prepared.take(question);
    if (given.isPresent()) {
      answerAsPrepared(question, given.get());
      return Optional.empty();
    }
    if (interview.isPossible()) {
      return switch (interview.ask(question)) {
        case Interview.Progress.Waiting _ -> Optional.empty();
        case Interview.Progress.Answered(var response) -> {
          answer(question, response);
          yield Optional.empty();
        }
        case Interview.Progress.Left _ -> Optional.of(held());
      };
    }
    audience.tick();
    // Other branches may still be at work, and they are followed as long as they are.
    return latest instanceof RunFact.Held ? Optional.of(held()) : Optional.empty();
  }

  private RunEnding held() {
    List<String> reasons = latest instanceof RunFact.Held held ? held.reasons() : List.of();
    return new RunEnding.Held(List.copyOf(open.values()), reasons);
  }

  private void answerAsPrepared(Question question, GivenAnswer given) {
    switch (given) {
      case GivenAnswer.Fits(var response) -> answer(question, response);
      case GivenAnswer.Misfit(var message) -> throw misfit(question, message);
    }
  }

  private static CommandFailure misfit(Question question, String message) {
    return CommandFailure.of(
        ExitCode.HELD,
        "the prepared answer to " + question.node() + " does not fit: " + message,
        "the run is held; to answer: " + QuestionText.howToAnswer(question, question.id()));
  }

  private void answer(Question question, Response response) {
    try {
      answers.give(question, response);
      answered.add(question.id());
    } catch (FermataException.Refused refused) {
      whenRefused(question, response, refused);
    }
  }

  private void whenRefused(Question question, Response response, FermataException.Refused refused) {
    if (refused.error().is(DaemonErrorCode.INVALID_PARAMS)) {
      Objection objection = Objection.of(refused.error());
      if (!interview.isPossible()) {
        throw misfit(question, objection.text());
      }
      interview.again(question, response, objection);
    } else if (refused.error().is(DaemonErrorCode.QUESTION_ALREADY_ANSWERED)
        || refused.error().is(DaemonErrorCode.QUESTION_EXPIRED)) {
      // The event that says which answer it was is on its way.
      answered.add(question.id());
      console.say(
          console.paint().warning(console.symbols().warning())
              + " the question was answered or had run out before; this answer changes nothing");
    } else {
      throw refused;
    }
  }

  private void noticeRestart() {
    String now = client.daemon().daemon().instance();
    if (!now.equals(instance)) {
      instance = now;
      interview.beforeOutput();
      console.say(
          console.paint().warning(console.symbols().warning())
              + " the daemon was restarted; following it again, nothing was lost");
    }
  }
}
