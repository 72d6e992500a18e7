package fermata.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.method.Methods;
import fermata.wire.method.daemon.DaemonShutdownParams;
import fermata.wire.method.daemon.Nothing;
import fermata.wire.method.daemon.ShutdownMode;
import fermata.wire.method.run.RunCancelParams;
import fermata.wire.method.run.RunGetParams;
import fermata.wire.method.tool.ToolListParams;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Calls, and what becomes of them when the daemon says no, nothing, rubbish, or goes away. */
@Isolated("counts the threads and the descriptors of the process")
final class CallTest {

  private static final Duration SOON = Duration.ofMillis(150);

  @TempDir Path directory;
  private TestFolder folder;

  @BeforeEach
  void open() throws IOException {
    folder = TestFolder.in(directory);
  }

  @Test
  void givesTheResult() throws Exception {
    String script =
        """
        hello
        --> tool/list {"workspace":"/w"}
        <-- {"result":{"tools":[],"complete":true,"servers":[],"newer":1}}
        gone
        """;
    try (var daemon = folder.daemon(script)) {
      try (var client = FermataClient.connect(folder.settings())) {
        assertThat(client.call(Methods.TOOL_LIST, new ToolListParams("/w", null)).complete())
            .isTrue();
      }
      daemon.finish();
    }
  }

  @Test
  void saysWhyTheDaemonRefused() throws Exception {
    String script =
        """
        hello
        --> run/get {"run":"r1"}
        <-- {"error":{"code":1301,"message":"no run r1","data":{"kind":"NotFound","retryable":false,"id":"r1"}}}
        --> run/get
        <-- {"error":{"code":1203,"message":"ending","data":{"kind":"Draining","retryable":true}}}
        --> run/get
        <-- {"error":{"code":1999,"message":"a newer reason"}}
        """;
    try (var daemon = folder.daemon(script);
        var client = FermataClient.connect(folder.settings())) {
      FermataException.Refused missing = refusal(client);
      assertThat(missing).hasMessage("no run r1");
      assertThat(missing.code()).contains(DaemonErrorCode.NOT_FOUND);
      assertThat(missing.isRetryable()).isFalse();
      assertThat(missing.error().data().path("id").asText()).isEqualTo("r1");
      assertThat(refusal(client).isRetryable()).isTrue();
      assertThat(refusal(client).code()).isEmpty();
      daemon.finish();
    }
  }

  @Test
  void saysHowFarACallIsAndWhichTraceItBelongsTo() throws Exception {
    String script =
        """
        hello
        --> tool/list {"workspace":"/w","_meta":{"progressToken":2,"traceparent":"00-a-b-01"}}
        <== $/progress {"token":2,"message":"half","value":1,"total":2}
        <== $/progress {"token":7,"message":"of another call"}
        <== $/progress {"token":"x","message":"of nobody"}
        <== $/progress {"token":2,"value":2}
        <-- {"result":{"tools":[],"complete":true,"servers":[]}}
        <== $/progress {"token":2,"message":"too late"}
        --> tool/list {"workspace":"/w"}
        <-- {"result":{"tools":[],"complete":true,"servers":[]}}
        gone
        """;
    List<CallProgress> heard = new CopyOnWriteArrayList<>();
    try (var daemon = folder.daemon(script)) {
      try (var client = FermataClient.connect(folder.settings())) {
        var params = new ToolListParams("/w", null);
        var options = CallOptions.NONE.withProgress(heard::add).withTrace("00-a-b-01");
        assertThat(client.call(Methods.TOOL_LIST, params, options).complete()).isTrue();
        client.call(Methods.TOOL_LIST, params);
      }
      daemon.finish();
    }
    assertThat(heard)
        .containsExactly(new CallProgress("half", 1.0, 2.0), new CallProgress(null, 2.0, null));
  }

  @Test
  void cancelsWhatItNoLongerWaitsFor() throws Exception {
    String script =
        """
        hello
        --> $/ping
        --> $/cancelRequest {"id":2}
        <-- {"error":{"code":-32800,"message":"late"}}
        --> $/ping
        <-- {"result":{}}
        """;
    try (var daemon = folder.daemon(script);
        var client = FermataClient.connect(folder.settings())) {
      assertThatThrownBy(() -> client.call(Methods.PING, new Nothing(), SOON))
          .isInstanceOf(FermataException.TimedOut.class)
          .hasMessage("no reply to $/ping in time");
      client.call(Methods.PING, new Nothing());
      daemon.finish();
    }
  }

  @Test
  void cancelsTheCallOfAnInterruptedThread() throws Exception {
    String script =
        """
        hello
        --> $/ping
        wait
        --> $/cancelRequest {"id":2}
        --> $/ping
        <-- {"result":{}}
        """;
    try (var daemon = folder.daemon(script);
        var client = FermataClient.connect(folder.settings())) {
      var thrown = new AtomicReference<Throwable>();
      var isInterrupted = new AtomicReference<Boolean>();
      Thread caller =
          Thread.ofVirtual()
              .start(
                  () -> {
                    thrown.set(
                        catchThrowableOfType(
                            FermataException.class,
                            () -> client.call(Methods.PING, new Nothing())));
                    isInterrupted.set(Thread.currentThread().isInterrupted());
                  });
      daemon.awaitWaiting();
      caller.interrupt();
      daemon.proceed();
      assertThat(caller.join(Duration.ofSeconds(20))).isTrue();
      assertThat(thrown.get()).isInstanceOf(FermataException.Interrupted.class);
      assertThat(isInterrupted.get()).isTrue();
      client.call(Methods.PING, new Nothing());
      daemon.finish();
    }
  }

  @Test
  void sendsAgainWhatALostConnectionMayHaveSwallowed() throws Exception {
    String script =
        """
        hello
        --> run/cancel {"run":"r1","key":"k1"}
        close
        hello
        --> run/cancel {"run":"r1","key":"k1"}
        <-- {"result":{"asOf":{"session":"s","cursor":"e1.3"},"replayed":true,"runs":["r1"]}}
        """;
    try (var daemon = folder.daemon(script);
        var client = FermataClient.connect(folder.settings())) {
      var params = new RunCancelParams("r1", null, null, "k1");
      assertThat(client.call(Methods.RUN_CANCEL, params).replayed()).isTrue();
      daemon.finish();
    }
  }

  @Test
  void doesNotEndASuccessorToo() throws Exception {
    try (var daemon = folder.daemon("hello\n--> daemon/shutdown\nclose");
        var client = FermataClient.connect(folder.settings())) {
      var params = new DaemonShutdownParams(ShutdownMode.NOW, null);
      assertThatThrownBy(() -> client.call(Methods.DAEMON_SHUTDOWN, params))
          .isInstanceOf(FermataException.Disconnected.class);
      daemon.finish();
    }
  }

  @Test
  void givesUpOnACallThatEveryDaemonDiesOf() throws Exception {
    try (var daemon = folder.daemon("hello\n--> $/ping\nclose\n".repeat(4));
        var client = FermataClient.connect(folder.settings())) {
      assertThatThrownBy(() -> client.call(Methods.PING, new Nothing()))
          .isInstanceOf(FermataException.Disconnected.class)
          .hasMessageContaining("whether it had an effect is not known");
      daemon.finish();
    }
  }

  @Test
  void saysThatAReplyDoesNotFit() throws Exception {
    try (var daemon = folder.daemon("hello\n--> tool/list\n<-- {\"result\":{\"tools\":[]}}");
        var client = FermataClient.connect(folder.settings())) {
      assertThatThrownBy(() -> client.call(Methods.TOOL_LIST, new ToolListParams(null, null)))
          .isInstanceOf(FermataException.Malformed.class)
          .hasMessageContainingAll("tool/list", "/complete", "found nothing");
      daemon.finish();
    }
  }

  @Test
  void takesAnotherConnectionAfterALineThatIsNoMessage() throws Exception {
    String script =
        """
        hello
        --> $/ping
        raw this is not JSON
        hello
        --> $/ping
        raw {"jsonrpc":"2.0","id":"not ours","result":{}}
        raw {"jsonrpc":"2.0","method":"of/aNewerDaemon","params":{}}
        <-- {"result":{}}
        """;
    try (var daemon = folder.daemon(script);
        var client = FermataClient.connect(folder.settings())) {
      assertThat(client.call(Methods.PING, new Nothing())).isEqualTo(new Nothing());
      daemon.finish();
    }
  }

  @Test
  void doesNotHangOnADaemonThatDoesNotRead() throws Exception {
    try (var _ = folder.daemon("hello\nwait");
        var client = FermataClient.connect(folder.settings())) {
      var large = new ToolListParams("x".repeat(1 << 20), null);
      try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<?>> calls = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
          calls.add(pool.submit(() -> client.call(Methods.TOOL_LIST, large, SOON)));
        }
        for (Future<?> call : calls) {
          assertThatThrownBy(() -> call.get(20, TimeUnit.SECONDS))
              .hasCauseInstanceOf(FermataException.TimedOut.class);
        }
      }
    }
  }

  @Test
  void manyCallsShareAConnection() throws Exception {
    var script = new StringBuilder("hello\n");
    int count = 50;
    script.append("--> $/ping\n<-- {\"result\":{}}\n".repeat(count));
    try (var daemon = folder.daemon(script.toString());
        var client = FermataClient.connect(folder.settings());
        var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Nothing>> calls = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        calls.add(pool.submit(() -> client.call(Methods.PING, new Nothing())));
      }
      for (Future<Nothing> call : calls) {
        assertThat(call.get(20, TimeUnit.SECONDS)).isEqualTo(new Nothing());
      }
      daemon.finish();
    }
  }

  @Test
  void lettingGoOfAClientEndsWhatWaitsAndLeavesNothingBehind() throws Exception {
    try (var daemon = folder.daemon("hello\n--> $/ping\nwait\ngone")) {
      var client = FermataClient.connect(folder.settings());
      var thrown = new AtomicReference<Throwable>();
      Thread caller =
          Thread.ofVirtual()
              .start(
                  () ->
                      thrown.set(
                          catchThrowableOfType(
                              FermataException.class,
                              () -> client.call(Methods.PING, new Nothing()))));
      daemon.proceed();
      client.close();
      daemon.finish();
      assertThat(caller.join(Duration.ofSeconds(20))).isTrue();
      assertThat(thrown.get()).isInstanceOf(FermataException.Disconnected.class);
      assertThatThrownBy(() -> client.call(Methods.PING, new Nothing()))
          .isInstanceOf(FermataException.Disconnected.class)
          .hasMessage("the client is closed");
      client.close();
    }
  }

  @Test
  void leavesNeitherDescriptorsNorThreads() throws Exception {
    try (var daemon = folder.daemon("hello\ngone\n".repeat(201))) {
      FermataClient.connect(folder.settings()).close();
      long descriptors = descriptors();
      int threads = Thread.activeCount();
      for (int i = 0; i < 200; i++) {
        FermataClient.connect(folder.settings()).close();
      }
      daemon.finish();
      assertThat(descriptors()).isLessThan(descriptors + 20);
      assertThat(Thread.activeCount()).isLessThan(threads + 10);
    }
  }

  private static long descriptors() {
    return Objects.requireNonNull(Path.of("/proc/self/fd").toFile().list()).length;
  }

  private static FermataException.Refused refusal(FermataClient client) {
    return catchThrowableOfType(
        FermataException.Refused.class, () -> client.call(Methods.RUN_GET, new RunGetParams("r1")));
  }
}
