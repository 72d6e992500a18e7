package fermata.daemon.run;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.journal.StepPlace;
import fermata.daemon.journal.TextKey;
import fermata.daemon.model.ModelCall;
import fermata.daemon.model.ModelExecution;
import fermata.daemon.model.ModelFailureKinds;
import fermata.daemon.model.ModelListener;
import fermata.daemon.model.ModelOutcome;
import fermata.daemon.model.ModelProvider;
import fermata.daemon.platform.Mailbox;
import fermata.daemon.platform.Threads;
import fermata.daemon.store.JournalId;
import fermata.daemon.tool.Display;
import fermata.daemon.tool.ToolCall;
import fermata.daemon.tool.ToolListener;
import fermata.daemon.tool.ToolQuestion;
import fermata.definition.tool.ToolKnowledge;
import fermata.engine.run.CallId;
import fermata.engine.run.Effect;
import fermata.engine.run.Failure;
import fermata.engine.run.RunId;
import fermata.engine.run.RunInput;
import fermata.engine.run.SessionId;
import fermata.engine.run.ToolOutcome;
import fermata.wire.event.DisplayView;
import fermata.wire.event.Ephemeral;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls of one run that are under way, each on a thread of its own; the last one that begins
 * may have that of the run, which has nothing else to do.
 *
 * <p>Every call that is started comes back as an input, once: with its outcome, as stopped, or,
 * when the code that performs it has a bug, as failed. Thread-safe.
 */
final class RunCalls implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunCalls.class);

  private final Setting setting;
  private final RunEnvironment environment;
  private final ResultBounds bounds;
  private final Set<RunningCall> running = new HashSet<>();
  private @Nullable ModelProvider provider;
  private int unreported;
  private boolean isCut;

  /**
   * The run, and who hears what comes back.
   *
   * @param trace that its calls belong to
   */
  record Setting(
      JournalId session,
      RunId run,
      String agent,
      AgentPin pin,
      ToolKnowledge tools,
      @Nullable String trace,
      Hearers hearers) {}

  /**
   * Who hears what comes of calls. Nobody of them blocks.
   *
   * @param tell takes inputs while a call is under way
   * @param end takes the input with which a call ends; its thread does nothing else afterwards
   * @param warn takes what people should know
   */
  record Hearers(Consumer<RunInput> tell, Consumer<RunInput> end, Consumer<RunMessage.Warn> warn) {}

  RunCalls(Setting setting, RunEnvironment environment) {
    this.setting = setting;
    this.environment = environment;
    this.bounds = new ResultBounds(environment.limits());
  }

  /**
   * Where and when a call begins.
   *
   * @param after the last event before what it puts out
   */
  record Begun(StepPlace place, long after) {}

  /** {@return a tool call, which counts as under way from now on and has to be made} */
  Mailbox.Errand begin(Effect.CallTool effect, Begun begun) {
    var call =
        new ToolCall(
            sessionId(),
            setting.run(),
            effect.call(),
            effect.tool(),
            effect.args(),
            effect.idempotencyKey(),
            effect.timeout(),
            setting.pin().workspace(),
            setting.pin().texts().catalog(),
            effect.attempt(),
            setting.agent(),
            setting.trace());
    RunningCall attempt = begin(effect.call());
    var listener = new HeardTool(attempt, begun);
    return new Mailbox.Errand(
        "tool-" + effect.idempotencyKey(), () -> finish(attempt, perform(attempt, call, listener)));
  }

  private RunInput perform(RunningCall attempt, ToolCall call, ToolListener listener) {
    ToolOutcome outcome = outcome(() -> await(attempt, call, listener), RunCalls::toolBug);
    boolean isStopped = outcome instanceof ToolOutcome.Cancelled && attempt.isStopping();
    return isStopped
        ? new RunInput.CallStopped(call.call())
        : new RunInput.ToolReturned(call.call(), bounds.check(outcome));
  }

  private ToolOutcome await(RunningCall attempt, ToolCall call, ToolListener listener) {
    return environment.tools().call(call, listener, execution -> attempt.attach(execution::cancel));
  }

  private static ToolOutcome toolBug(Failure failure) {
    return new ToolOutcome.Failed(failure);
  }

  /** {@return a model request, as a tool call. Its text comes while it is made} */
  Mailbox.Errand begin(Effect.CallModel effect, Begun begun) {
    RunningCall attempt = begin(effect.call());
    var listener = new HeardModel(attempt, effect.item().value(), begun);
    return new Mailbox.Errand(
        "model-" + effect.idempotencyKey(),
        () -> finish(attempt, perform(attempt, effect, listener)));
  }

  private RunInput perform(RunningCall attempt, Effect.CallModel effect, ModelListener listener) {
    ModelOutcome outcome = outcome(() -> await(attempt, effect, listener), RunCalls::modelBug);
    return switch (bounds.check(outcome)) {
      case ModelOutcome.Replied(var reply) -> new RunInput.ModelReplied(effect.call(), reply);
      case ModelOutcome.Failed(var failure) -> new RunInput.ModelFailed(effect.call(), failure);
      case ModelOutcome.Cancelled() when attempt.isStopping() ->
          new RunInput.CallStopped(effect.call());
      case ModelOutcome.Cancelled() ->
          new RunInput.ModelFailed(
              effect.call(), Failure.passing("model.cancelled", "the request was ended"));
    };
  }

  private ModelOutcome await(RunningCall attempt, Effect.CallModel effect, ModelListener listener) {
    try {
      ModelExecution execution = provider().start(call(effect), listener);
      attempt.attach(execution::cancel);
      return execution.await();
    } catch (Pictures.Unreadable image) {
      return new ModelOutcome.Failed(Failure.of(ModelFailureKinds.IMAGE, image.why()));
    }
  }

  private ModelCall call(Effect.CallModel effect) {
    return new ModelCall(
        sessionId(),
        setting.run(),
        effect.call(),
        effect.request(),
        effect.request().tools().stream()
            .flatMap(tool -> setting.tools().find(tool).stream())
            .toList(),
        effect.idempotencyKey(),
        effect.timeout(),
        effect.attempt(),
        Pictures.of(effect.request(), setting.pin().workspace()),
        setting.trace());
  }

  private static ModelOutcome modelBug(Failure failure) {
    return new ModelOutcome.Failed(failure);
  }

  private synchronized ModelProvider provider() {
    if (provider == null) {
      provider = environment.models().open(setting.pin().modelOptions());
    }
    return provider;
  }

  /** The boundary where a bug of a tool or a provider becomes a failure of the call. */
  private <T> T outcome(Supplier<T> work, java.util.function.Function<Failure, T> ofBug) {
    try {
      return work.get();
    } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError bug) {
      String incident = UUID.randomUUID().toString();
      LOG.error("run={} incident={} a call failed by a bug", setting.run().value(), incident, bug);
      return ofBug.apply(Failure.of("internal", "a bug of the daemon, incident " + incident));
    }
  }

  private SessionId sessionId() {
    return new SessionId(setting.session().value());
  }

  private RunningCall begin(CallId call) {
    var attempt = new RunningCall(call);
    boolean isTooLate;
    synchronized (this) {
      running.add(attempt);
      unreported++;
      isTooLate = isCut;
    }
    if (isTooLate) {
      attempt.stop();
    }
    return attempt;
  }

  private void finish(RunningCall attempt, RunInput input) {
    if (!attempt.end()) {
      return;
    }
    // A call that the daemon cut at its own end has no outcome: the next start decides about it.
    if (!(removeCut(attempt) && input instanceof RunInput.CallStopped)) {
      setting.hearers().end().accept(input);
    }
    synchronized (this) {
      unreported--;
      notifyAll();
    }
  }

  private synchronized boolean removeCut(RunningCall attempt) {
    running.remove(attempt);
    notifyAll();
    return isCut;
  }

  /** Asks a call to stop; it comes back as stopped, or with its outcome if that was faster. */
  void stop(CallId call) {
    List<RunningCall> attempts = attemptsOf(call);
    if (attempts.isEmpty()) {
      setting.hearers().tell().accept(new RunInput.CallStopped(call));
      return;
    }
    for (RunningCall attempt : attempts) {
      attempt.stop();
      Threads.start("stop-" + call.value(), () -> abandonLater(attempt));
    }
  }

  /** Hands over what somebody has answered; one that no longer waits for it hears nothing. */
  void tell(CallId call, JsonNode answer) {
    attemptsOf(call).forEach(attempt -> attempt.questions().answer(answer));
  }

  private synchronized List<RunningCall> attemptsOf(CallId call) {
    return running.stream().filter(attempt -> attempt.call().equals(call)).toList();
  }

  /** A run does not wait for ever for work that does not end. */
  private void abandonLater(RunningCall attempt) {
    if (awaitEnd(attempt, environment.limits().stopMax())) {
      return;
    }
    LOG.warn(
        "run={} call={} did not end within {} after it was stopped",
        setting.run().value(),
        attempt.call().value(),
        environment.limits().stopMax());
    finish(attempt, new RunInput.CallStopped(attempt.call()));
  }

  private synchronized boolean awaitEnd(RunningCall attempt, Duration max) {
    long deadline = System.nanoTime() + max.toNanos();
    try {
      for (long left = deadline - System.nanoTime();
          running.contains(attempt) && left > 0;
          left = deadline - System.nanoTime()) {
        wait(Math.max(1, left / 1_000_000));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return !running.contains(attempt);
  }

  /** Whether no call is under way. */
  synchronized boolean isEmpty() {
    return running.isEmpty();
  }

  /** Whether every call that was started has come back. */
  synchronized boolean hasReported() {
    return unreported == 0;
  }

  /** Ends all calls without telling: the daemon is ending, and the next one decides about them. */
  void cut() {
    List<RunningCall> all;
    synchronized (this) {
      isCut = true;
      all = new ArrayList<>(running);
    }
    all.forEach(RunningCall::stop);
  }

  /** Releases what the run holds of its model provider. */
  @Override
  public synchronized void close() {
    if (provider != null) {
      provider.close();
      provider = null;
    }
  }

  /** Makes the output of a tool visible while it comes. */
  private final class HeardTool implements ToolListener {

    private final RunningCall attempt;
    private final Begun begun;
    private Told told = new Told("", null, null, null);

    HeardTool(RunningCall attempt, Begun begun) {
      this.attempt = attempt;
      this.begun = begun;
    }

    @Override
    public void output(String field, String text) {
      hear(attempt, attempt.call().value(), field, begun, text);
    }

    @Override
    public void warning(String kind, String message) {
      setting.hearers().warn().accept(new RunMessage.Warn(setting.run(), kind, message));
    }

    @Override
    public Optional<JsonNode> ask(ToolQuestion question) throws InterruptedException {
      return attempt
          .questions()
          .ask(
              () -> setting.hearers().tell().accept(input(question)),
              () -> setting.hearers().tell().accept(new RunInput.ToolContent(attempt.call())));
    }

    private RunInput input(ToolQuestion question) {
      return new RunInput.ToolAsked(
          attempt.call(), question.kind(), question.text(), question.fields(), question.options());
    }

    @Override
    public synchronized void progress(
        String message, @Nullable Double value, @Nullable Double total) {
      told = new Told(message, value, total, told.displays());
      tell();
    }

    @Override
    public synchronized void displays(List<Display> shown) {
      List<DisplayView> views =
          shown.stream().map(it -> new DisplayView(it.id(), it.bundle())).toList();
      String message = shown.isEmpty() ? told.message() : shown.getLast().text();
      told = new Told(message, told.value(), told.total(), views.isEmpty() ? null : views);
      tell();
    }

    private void tell() {
      if (attempt.isHeard()) {
        environment
            .log()
            .report(
                setting.session(),
                begun.place().path(),
                new Ephemeral.Progress(
                    setting.session().value(),
                    setting.run().value(),
                    attempt.call().value(),
                    told.message(),
                    told.value(),
                    told.total(),
                    begun.after(),
                    told.displays()));
      }
    }
  }

  /** What was told last: only the newest report of a call is kept for those who read slowly. */
  private record Told(
      String message,
      @Nullable Double value,
      @Nullable Double total,
      @Nullable List<DisplayView> displays) {}

  /** Makes the text of a model visible while it comes. */
  private final class HeardModel implements ModelListener {

    private final RunningCall attempt;
    private final String item;
    private final Begun begun;

    HeardModel(RunningCall attempt, String item, Begun begun) {
      this.attempt = attempt;
      this.item = item;
      this.begun = begun;
    }

    @Override
    public void text(String piece) {
      hear(attempt, item, "text", begun, piece);
    }

    @Override
    public void reasoning(String piece) {
      hear(attempt, item, "reasoning", begun, piece);
    }

    @Override
    public void warning(String kind, String message) {
      setting.hearers().warn().accept(new RunMessage.Warn(setting.run(), kind, message));
    }
  }

  private void hear(RunningCall attempt, String item, String field, Begun begun, String piece) {
    if (attempt.isHeard() && !piece.isEmpty()) {
      var key =
          new TextKey(
              setting.run().value(), attempt.call().value(), item, field, begun.place().path());
      environment.log().append(setting.session(), key, begun.after(), piece);
    }
  }
}
