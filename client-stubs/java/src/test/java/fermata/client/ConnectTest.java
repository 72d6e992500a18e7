package fermata.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fermata.wire.discovery.Build;
import fermata.wire.discovery.DaemonDescription;
import fermata.wire.discovery.LifecycleEvent;
import fermata.wire.discovery.ProcessIdentity;
import fermata.wire.discovery.RunDirectory;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a daemon is found and started: real sockets, locks and processes. */
final class ConnectTest {

  @TempDir Path directory;
  private TestFolder folder;

  @BeforeEach
  void open() throws IOException {
    folder = TestFolder.in(directory);
  }

  @AfterEach
  void close() {
    folder.close();
  }

  @Test
  void takesTheDaemonThatIsThere() throws Exception {
    try (var daemon = folder.daemon("hello\ngone")) {
      FermataClient.connect(folder.starting()).close();
      daemon.finish();
    }
    assertThat(folder.starts()).isEmpty();
  }

  @Test
  void startsADaemonWhereNoneIs() {
    try (var client = FermataClient.connect(folder.starting())) {
      assertThat(client.daemon().daemon().instance()).isEqualTo("i1");
      FermataClient.connect(folder.starting()).close();
    }
    assertThat(folder.starts()).containsExactly("started");
  }

  @Test
  void startsAnotherOneWhereADaemonFoundItselfIdleBeforeItsClientCame() {
    FermataClient.connect(folder.starting("--leaving-at-first")).close();
    assertThat(folder.starts()).containsExactly("started", "started");
  }

  @Test
  void startsADaemonWhereNobodyListensOnTheSocket() throws IOException {
    leaveASocket();
    FermataClient.connect(folder.starting()).close();
    assertThat(folder.starts()).containsExactly("started");
  }

  @Test
  void doesNotBelieveADescriptionWithoutADaemon() throws IOException {
    Files.writeString(
        folder.run().description(TestFolder.BUILD), "{\"state\":\"ready\",\"pid\":1}");
    FermataClient.connect(folder.starting()).close();
    assertThat(folder.starts()).containsExactly("started");
  }

  @Test
  void waitsForTheDaemonThatSomebodyElseIsStarting() throws Exception {
    Process first = spawnGated();
    waitForStarts(1);
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<FermataClient> client = pool.submit(() -> FermataClient.connect(folder.starting()));
      // Ours has found the lock held and gone: now the first one may go on.
      waitForStarts(2);
      Files.createFile(folder.path().resolve("gate"));
      try (var connected = client.get(20, TimeUnit.SECONDS)) {
        assertThat(connected.daemon().daemon().pid()).isEqualTo(first.pid());
      }
    }
    assertThat(folder.starts()).containsExactly("started", "refused");
  }

  /** Who starts one may take long to let go, on a busy machine, and others queue behind it. */
  @Test
  void takesTheDaemonThatIsThereWhoeverHasTheLockOfStarting() throws Exception {
    try (FileChannel file =
            FileChannel.open(
                folder.run().spawnLock(TestFolder.BUILD),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock _ = file.lock()) {
      var connected = new CompletableFuture<FermataClient>();
      Thread client =
          Thread.ofPlatform()
              .daemon()
              .start(() -> connected.complete(FermataClient.connect(folder.starting())));
      awaitWaiting(client);
      try (var daemon = folder.daemon("hello\ngone")) {
        connected.get(60, TimeUnit.SECONDS).close();
        daemon.finish();
      }
    }
    assertThat(folder.starts()).isEmpty();
  }

  private static void awaitWaiting(Thread client) throws InterruptedException {
    while (client.isAlive()
        && Arrays.stream(client.getStackTrace())
            .noneMatch(frame -> frame.getMethodName().equals("lockOrDial"))) {
      Thread.sleep(5);
    }
  }

  @Test
  void startsOneDaemonForManyClients() throws Exception {
    leaveASocket();
    List<Callable<Long>> clients = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      clients.add(
          () -> {
            try (var client = FermataClient.connect(folder.starting())) {
              return client.daemon().daemon().pid();
            }
          });
    }
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var pids = new ArrayList<Long>();
      for (Future<Long> each : pool.invokeAll(clients)) {
        pids.add(each.get());
      }
      assertThat(pids).hasSize(8).containsOnly(pids.getFirst());
    }
    assertThat(folder.starts()).containsExactly("started");
  }

  @Test
  void findsTheDaemonThatRunsWhateverItsBuild() throws Exception {
    var other = new Build("other", "0.2.0");
    describe(other, self(0), "2.0.0", "1.0.0");
    describe(new Build("dead", "0.2.0"), new ProcessIdentity(Integer.MAX_VALUE, 0, ""), "1.0.0");
    describe(new Build("newer", "0.2.0"), self(0), "2.0.0");
    describe(new Build("reused pid", "0.2.0"), self(1), "1.0.0");
    ClientSettings settings = ClientSettings.of(environment(), folder.settings().identity());
    assertThat(settings.build()).isEqualTo(other);
    try (var daemon = ScriptedDaemon.play(folder.run().socket(other), "hello\ngone")) {
      FermataClient.connect(settings).close();
      daemon.finish();
    }
  }

  @Test
  void takesTheBuildThatTheEnvironmentNames() throws IOException {
    describe(new Build("other", "0.2.0"), self(0), "1.0.0");
    Map<String, String> environment = new HashMap<>(environment());
    environment.put(Build.VARIABLE, "ours");
    environment.put(ClientSettings.DAEMON_COMMAND, "/a folder/java\n-cp\nx");
    ClientSettings settings = ClientSettings.of(environment, folder.settings().identity());
    assertThat(settings.build().id()).isEqualTo("ours");
    assertThat(settings.daemonCommand()).containsExactly("/a folder/java", "-cp", "x");
  }

  private Map<String, String> environment() {
    return Map.of(RunDirectory.VARIABLE, folder.path().toString(), "HOME", directory.toString());
  }

  private static ProcessIdentity self(long startedEarlierMillis) {
    ProcessIdentity self = ProcessIdentity.current();
    return new ProcessIdentity(self.pid(), self.startMillis() - startedEarlierMillis, self.boot());
  }

  private void describe(Build build, ProcessIdentity process, String... protocol)
      throws IOException {
    new DaemonDescription(
            DaemonDescription.SCHEMA,
            "i",
            "ready",
            process.pid(),
            process.startMillis(),
            build.id(),
            build.version(),
            List.of(protocol),
            "25",
            "/state",
            Instant.EPOCH,
            null,
            List.of(),
            "/log")
        .write(folder.run().description(build));
  }

  @Test
  void saysWhyADaemonCouldNotStart() throws IOException {
    Path log = folder.run().log(TestFolder.BUILD);
    Files.writeString(log, "what another one did\n");
    new LifecycleEvent(Instant.EPOCH, "failed", "i0", 1, "no space left")
        .append(folder.run().lifecycle(TestFolder.BUILD));
    assertThatThrownBy(
            () ->
                FermataClient.connect(
                    failing(
                        "echo the disk is full >> "
                            + log
                            + "; echo no space left >&2; seq 1 40; exit 3")))
        .isInstanceOf(FermataException.Unreachable.class)
        .hasMessageContainingAll(
            "the daemon ended at its start with exit code 3",
            "last event: failed at 1970-01-01T00:00:00Z, no space left",
            "it printed:\n    no space left\n    …\n    29\n",
            "    40\n",
            "the disk is full",
            log.toString())
        .hasMessageNotContaining("what another one did");
  }

  @Test
  void saysNothingButTheReasonThatADaemonGave() throws IOException {
    Path log = folder.run().log(TestFolder.BUILD);
    Files.writeString(log, "opening the store\n");
    String script = "echo '[warning] odd'; echo 'fermata daemon: no space left' >&2; exit 1";
    assertThatThrownBy(() -> FermataClient.connect(failing(script)))
        .isInstanceOf(FermataException.Unreachable.class)
        .hasMessage("no daemon could be started: no space left\n  log: " + log);
  }

  @Test
  void givesUpOnADaemonThatNeverAnswers() {
    assertThatThrownBy(() -> FermataClient.connect(failing("exec sleep 5")))
        .isInstanceOf(FermataException.Unreachable.class)
        .hasMessageContaining("the daemon did not answer within 1 s");
  }

  @Test
  void saysWhatToDoWhereThereIsNoCommand() {
    assertThatThrownBy(() -> FermataClient.connect(folder.settings()))
        .isInstanceOf(FermataException.Unreachable.class)
        .hasMessageContainingAll("no daemon runs in", "fermata daemon start");
  }

  @Test
  void saysWhichVersionsDoNotFit() throws Exception {
    String script =
        """
        accept
        --> initialize {"protocol":["1.0.0"]}
        <-- {"error":{"code":1003,"message":"no","data":{"supported":["2.1.0","2.0.0"]}}}
        gone
        """;
    try (var daemon = folder.daemon(script)) {
      assertThatThrownBy(() -> FermataClient.connect(folder.settings()))
          .isInstanceOf(FermataException.Unreachable.class)
          .hasMessageContainingAll("2.1.0, 2.0.0 (expected: 1.0.0)", "fermata daemon stop");
      daemon.finish();
    }
  }

  @Test
  void doesNotWaitForeverForAHandshake() throws Exception {
    try (var daemon = folder.daemon("accept\n--> initialize\ngone")) {
      ClientSettings hasty =
          folder.settings(List.of(), Duration.ofMillis(200), Duration.ofSeconds(20));
      assertThatThrownBy(() -> FermataClient.connect(hasty))
          .isInstanceOf(FermataException.Unreachable.class)
          .hasMessageContainingAll("does not answer", "fermata daemon stop --now");
      daemon.finish();
    }
  }

  @Test
  void refusesADirectoryThatOthersMayEnter() throws Exception {
    Files.setPosixFilePermissions(folder.path(), PosixFilePermissions.fromString("rwxr-xr-x"));
    try (var _ = folder.daemon("hello")) {
      assertThatThrownBy(() -> FermataClient.connect(folder.starting()))
          .isInstanceOf(FermataException.Unreachable.class)
          .hasMessageContaining("chmod 700");
    }
    assertThatThrownBy(() -> FermataClient.connect(folder.starting()))
        .isInstanceOf(FermataException.Unreachable.class)
        .hasMessageContaining("chmod 700");
  }

  @Test
  void speaksToADaemonOfItsOwnOverStandardStreams() {
    ClientSettings settings = folder.settings();
    try (var client = FermataClient.overStdio(answering(), settings)) {
      assertThat(client.daemon().daemon().instance()).isEqualTo("i1");
    }
  }

  @Test
  void saysThatADaemonOfItsOwnEnded() {
    assertThatThrownBy(
            () ->
                FermataClient.overStdio(
                    List.of("sh", "-c", "echo the disk is full >&2; exit 1"), folder.settings()))
        .isInstanceOf(FermataException.Unreachable.class)
        .hasMessageContainingAll("ended before it answered", "it printed:\n    the disk is full");
    assertThatThrownBy(() -> FermataClient.overStdio(List.of("/nowhere"), folder.settings()))
        .isInstanceOf(FermataException.Unreachable.class)
        .hasMessageContaining("cannot be started");
  }

  private static List<String> answering() {
    String reply = FakeDaemon.HELLO.replaceFirst("\\{", "{\"jsonrpc\":\"2.0\",\"id\":1,");
    return List.of("sh", "-c", "read line; printf '%s\\n' '" + reply + "'; cat >/dev/null");
  }

  private ClientSettings failing(String script) {
    return folder.settings(
        List.of("sh", "-c", script), Duration.ofSeconds(1), Duration.ofSeconds(20));
  }

  private void leaveASocket() throws IOException {
    var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(folder.socket()));
    server.close();
    assertThat(Files.exists(folder.socket())).isTrue();
  }

  private Process spawnGated() throws IOException {
    ClientSettings settings = folder.starting("--gated", "--run-dir", folder.path().toString());
    var builder = new ProcessBuilder(settings.daemonCommand());
    builder.environment().putAll(settings.environment());
    return builder.start();
  }

  private void waitForStarts(int count) throws InterruptedException {
    Deadline deadline = Deadline.in(Duration.ofSeconds(20));
    while (folder.starts().size() < count && !deadline.hasPassed()) {
      Thread.sleep(10);
    }
    assertThat(folder.starts()).hasSize(count);
  }
}
