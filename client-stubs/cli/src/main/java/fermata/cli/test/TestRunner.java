package fermata.cli.test;

import fermata.cli.console.CommandFailure;
import fermata.cli.console.Console;
import fermata.cli.follow.Audience;
import fermata.cli.follow.Follower;
import fermata.cli.follow.Interview;
import fermata.cli.follow.RunEnding;
import fermata.cli.question.PreparedAnswers;
import fermata.cli.question.Question;
import fermata.client.EventStream;
import fermata.client.FermataClient;
import fermata.client.FermataException;
import fermata.client.StreamItem;
import fermata.definition.keys.DurationText;
import fermata.wire.event.EventEnvelope;
import fermata.wire.event.Failure;
import fermata.wire.method.Methods;
import fermata.wire.method.events.StartPosition;
import fermata.wire.method.run.AgentReference;
import fermata.wire.method.run.RunCancelParams;
import fermata.wire.method.run.RunStartParams;
import fermata.wire.method.run.RunStartResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Runs tests one after another in one daemon. Confined to one thread. */
public final class TestRunner {

  private static final String NO_REPLIES = "{\"fermata\":\"recording\",\"version\":1}\n";

  private final Console console;
  private final FermataClient client;
  private final Path scratch;
  private final @Nullable Recordings recordings;
  private int count;

  /**
   * A runner that has done nothing yet.
   *
   * @param scratch a folder of its own, for copies of workspaces
   * @param recordings what is recorded anew; absent where models answer from what was recorded
   */
  public TestRunner(
      Console console, FermataClient client, Path scratch, @Nullable Recordings recordings) {
    this.recordings = recordings;
    this.console = console;
    this.client = client;
    this.scratch = scratch;
  }

  /** {@return how a test ended} */
  public Verdict run(AgentTest test) throws InterruptedException {
    Instant begin = console.now();
    List<String> differences = differences(test);
    if (recordings != null) {
      recordings.note(test, differences);
    }
    return new Verdict(test, differences, Duration.between(begin, console.now()));
  }

  private List<String> differences(AgentTest test) throws InterruptedException {
    try {
      RunStartResult started = client.call(Methods.RUN_START, params(test));
      var isLate = new AtomicBoolean();
      CompletableFuture<Void> watch = watch(test, started.run(), isLate);
      Outcome outcome = follow(test, started);
      watch.cancel(false);
      if (outcome.ending() instanceof RunEnding.Held) {
        // Its timers are not those of the next test.
        cancel(started.run(), "the test is over");
      }
      return isLate.get()
          ? List.of("the run did not end within " + DurationText.of(test.timeout()))
          : differences(test, outcome);
    } catch (FermataException.Refused refused) {
      return List.of("the run was refused: " + refused.error().message());
    } catch (CommandFailure failure) {
      return List.of(failure.message());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private List<String> differences(AgentTest test, Outcome outcome) {
    var all = new ArrayList<>(Difference.of(test.expected(), outcome));
    if (recordings != null) {
      all.addAll(Recordings.obstacles(outcome));
    }
    if (!all.isEmpty() || test.expected().status() == null) {
      all.addAll(unexpectedEnd(test, outcome));
    }
    return all;
  }

  // A run that ends otherwise than well is no success of a test that says nothing about it.
  private static List<String> unexpectedEnd(AgentTest test, Outcome outcome) {
    boolean isExpected =
        outcome.status().equals(test.expected().status()) || test.expected().error() != null;
    Failure error = outcome.error();
    if (isExpected || outcome.ending() instanceof RunEnding.Completed) {
      return List.of();
    }
    if (error != null) {
      return List.of("the run failed: " + error.kind() + ": " + error.message());
    }
    return outcome.ending() instanceof RunEnding.Held(var open, var reasons)
        ? List.of("the run is held: " + held(open, reasons))
        : List.of("the run ended as " + outcome.status());
  }

  private static String held(List<Question> open, List<String> reasons) {
    return open.isEmpty()
        ? String.join(", ", reasons)
        : String.join(
            ", ",
            open.stream().map(one -> "node '" + one.node() + "' asks: " + one.text()).toList());
  }

  private RunStartParams params(AgentTest test) throws IOException {
    Path folder = Files.createDirectory(scratch.resolve("test-" + ++count));
    Path workspace = folder.resolve("workspace");
    WorkspaceCopy.copy(test.workspace(), workspace);
    Models models = models(test, folder);
    return new RunStartParams(
        new AgentReference(test.agent().toString(), null),
        test.input(),
        test.entry(),
        null,
        null,
        UUID.randomUUID().toString(),
        null,
        workspace.toString(),
        models.record(),
        models.replay(),
        null);
  }

  /** Where the replies of models go, or come from. */
  private record Models(@Nullable String record, @Nullable String replay) {}

  private Models models(AgentTest test, Path folder) throws IOException {
    Path recording = test.recording();
    if (recording == null) {
      Path none = Files.writeString(folder.resolve("none.ndjson"), NO_REPLIES);
      return new Models(null, none.toString());
    }
    return recordings == null
        ? new Models(null, recording.toString())
        : new Models(recordings.place(recording).toString(), null);
  }

  private CompletableFuture<Void> watch(AgentTest test, String run, AtomicBoolean isLate) {
    return CompletableFuture.runAsync(
        () -> {
          isLate.set(true);
          cancel(run, "the test took too long");
        },
        CompletableFuture.delayedExecutor(test.timeout().toMillis(), TimeUnit.MILLISECONDS));
  }

  private void cancel(String run, String reason) {
    client.call(
        Methods.RUN_CANCEL, new RunCancelParams(run, null, reason, UUID.randomUUID().toString()));
  }

  private Outcome follow(AgentTest test, RunStartResult started) throws InterruptedException {
    var events = new ArrayList<EventEnvelope>();
    try (EventStream stream = client.events(started.session(), new StartPosition.Start())) {
      RunEnding ending =
          new Follower(
                  console,
                  client,
                  started.run(),
                  new Collecting(events),
                  PreparedAnswers.of(test.answers()),
                  Interview.none(console),
                  new PreparedEvents(client, started.session(), test))
              .follow(stream);
      return new Outcome(ending, events);
    }
  }

  /** Keeps every event. */
  private record Collecting(List<EventEnvelope> events) implements Audience {

    @Override
    public void accept(StreamItem item) {
      if (item instanceof StreamItem.Event(var event)) {
        events.add(event);
      }
    }

    @Override
    public void ask(Question question) {
      // Answers are by node, of child runs too.
    }

    @Override
    public void tick() {
      // Nobody looks on.
    }
  }
}
