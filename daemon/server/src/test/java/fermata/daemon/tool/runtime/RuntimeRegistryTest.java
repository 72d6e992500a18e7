package fermata.daemon.tool.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.platform.Deadline;
import fermata.daemon.tool.NoArtifacts;
import fermata.daemon.tool.NoEvents;
import fermata.daemon.tool.ToolCall;
import fermata.daemon.tool.ToolCatalog;
import fermata.daemon.tool.ToolListener;
import fermata.daemon.tool.builtin.Arguments;
import fermata.daemon.tool.builtin.ToolRefusal;
import fermata.daemon.tool.builtin.ToolWork;
import fermata.daemon.tool.files.Root;
import fermata.definition.model.ToolName;
import fermata.engine.run.CallId;
import fermata.engine.run.RunId;
import fermata.engine.run.SessionId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeRegistryTest {

  @TempDir Path workspace;

  private final List<RuntimeEvent> events = new CopyOnWriteArrayList<>();
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final FakeRuntime fake = new FakeRuntime("fake", 1, true);

  private RuntimeRegistry registry(int instancesMax, RuntimeKind... kinds) {
    return new RuntimeRegistry(List.of(kinds), instancesMax, now::get, events::add);
  }

  @Test
  void opensOneInstanceForASessionWhoeverAsksAtOnce() throws Exception {
    try (RuntimeRegistry registry = registry(4, fake);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<JsonNode>> calls =
          IntStream.range(0, 100)
              .<Callable<JsonNode>>mapToObj(_ -> () -> registry.execute("fake", work("s", "")))
              .toList();
      var counts = new ArrayList<Integer>();
      for (Future<JsonNode> call : threads.invokeAll(calls, 30, TimeUnit.SECONDS)) {
        counts.add(call.get().path("count").asInt());
      }

      assertThat(counts).containsExactlyInAnyOrderElementsOf(numbers(100));
      assertThat(fake.opened).hasValue(1);
      assertThat(fake.atOnceMax).hasValue(1);
    }
    assertThat(fake.living).hasValue(0);
  }

  private static List<Integer> numbers(int count) {
    return IntStream.rangeClosed(1, count).boxed().toList();
  }

  @Test
  void takesTheAvailableKindOfTheHighestPriority() throws Exception {
    var better = new FakeRuntime("fake", 5, true);
    var best = new FakeRuntime("fake", 9, false);
    try (RuntimeRegistry registry = registry(4, fake, best, better)) {
      assertThat(registry.execute("fake", work("s", "")).path("kind").asInt()).isEqualTo(5);
      assertThat(registry.available()).containsExactly(better, fake);
    }
  }

  @Test
  void refusesARuntimeThatIsNotAvailable() {
    try (RuntimeRegistry registry = registry(4, new FakeRuntime("fake", 1, false))) {
      assertThatThrownBy(() -> registry.execute("fake", work("s", "")))
          .isInstanceOf(ToolRefusal.class)
          .hasMessage("runtime 'fake' is not available here");
    }
  }

  @Test
  void displacesWhatWasUsedLongestAgo() throws Exception {
    try (RuntimeRegistry registry = registry(2, fake)) {
      registry.execute("fake", work("one", ""));
      registry.execute("fake", work("two", ""));
      registry.execute("fake", work("one", ""));
      registry.execute("fake", work("three", ""));

      assertThat(registry.count()).isEqualTo(2);
      assertThat(fake.living).hasValue(2);
      assertThat(events)
          .contains(
              new RuntimeEvent.Displaced(
                  new RuntimeEvent.Instance("two", "fake", ""),
                  new RuntimeEvent.Instance("three", "fake", "")));
      assertThat(registry.execute("fake", work("one", "")).path("count").asInt()).isEqualTo(3);
    }
  }

  @Test
  void waitsForAPlaceWhereAllAreInUseAndAnInterruptEndsTheWait() throws Exception {
    try (RuntimeRegistry registry = registry(1, fake);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<JsonNode> long_ = threads.submit(() -> registry.execute("fake", work("a", "wait")));
      assertThat(fake.entered.await(30, TimeUnit.SECONDS)).isTrue();
      Future<JsonNode> given = threads.submit(() -> registry.execute("fake", work("b", "")));
      given.cancel(true);
      Future<JsonNode> next = threads.submit(() -> registry.execute("fake", work("c", "")));
      fake.gate.countDown();

      assertThat(next.get(30, TimeUnit.SECONDS).path("count").asInt()).isEqualTo(1);
      assertThat(long_.get(30, TimeUnit.SECONDS).path("count").asInt()).isEqualTo(1);
    }
  }

  @Test
  void replacesAnInstanceThatHasEnded() throws Exception {
    try (RuntimeRegistry registry = registry(4, fake)) {
      registry.execute("fake", work("s", "die"));
      assertThat(registry.count()).isZero();

      assertThat(registry.execute("fake", work("s", "")).path("count").asInt()).isEqualTo(1);
      assertThat(fake.opened).hasValue(2);
    }
  }

  @Test
  void endsWhatNobodyUses() throws Exception {
    try (RuntimeRegistry registry = registry(4, fake)) {
      registry.execute("fake", work("s", ""));
      now.set(Instant.EPOCH.plus(RuntimeRegistry.IDLE_MAX).minusMillis(1));
      registry.sweep();
      assertThat(registry.count()).isEqualTo(1);
      now.set(Instant.EPOCH.plus(RuntimeRegistry.IDLE_MAX));
      registry.sweep();
      assertThat(registry.count()).isZero();
    }
    assertThat(fake.living).hasValue(0);
  }

  @Test
  void tellsTheLifeOfAnInstance() throws Exception {
    var it = new RuntimeEvent.Instance("s", "fake", "");
    try (RuntimeRegistry registry = registry(4, fake)) {
      registry.execute("fake", work("s", ""));
    }
    assertThat(events)
        .containsExactly(
            new RuntimeEvent.Leased(it),
            new RuntimeEvent.Started(it),
            new RuntimeEvent.Released(it),
            new RuntimeEvent.Ended(it, "shutdown"));
  }

  @Test
  void servesNobodyAfterItsEnd() {
    RuntimeRegistry registry = registry(4, fake);
    registry.close();
    assertThatThrownBy(() -> registry.execute("fake", work("s", "")))
        .isInstanceOf(ToolRefusal.class)
        .hasMessage("the daemon is ending");
  }

  private CodeWork work(String session, String source) throws IOException {
    ObjectNode args = JsonNodeFactory.instance.objectNode().put("source", source);
    var call =
        new ToolCall(
            new SessionId(session),
            new RunId("r"),
            new CallId("c1"),
            new ToolName("code.fake"),
            args,
            "r/s1/c1",
            Duration.ofMinutes(1),
            workspace,
            new ToolCatalog(workspace, List.of()),
            1,
            "tester");
    var deadline = Deadline.in(Duration.ofMinutes(1), Duration.ofMinutes(1));
    return new CodeWork(
        call,
        new ToolWork(
            new Arguments(args),
            Root.of(workspace),
            new Silent(),
            deadline,
            new NoEvents(),
            new NoArtifacts(),
            "r/s1/c1",
            "tester"));
  }

  /** Hears nothing. */
  private static final class Silent implements ToolListener {

    @Override
    public void output(String field, String text) {
      // Nobody is told.
    }

    @Override
    public void progress(String message, @Nullable Double value, @Nullable Double total) {
      // Nobody is told.
    }
  }
}
