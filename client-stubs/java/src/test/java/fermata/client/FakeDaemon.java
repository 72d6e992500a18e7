package fermata.client;

import fermata.wire.discovery.Build;
import fermata.wire.discovery.DaemonExit;
import fermata.wire.discovery.RunDirectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A process that behaves at its start as a daemon does: it takes the lock or ends with the code for
 * that, binds the socket, and shakes hands with whoever comes. Before it binds, it waits for the
 * file {@code gate} in the run directory when it is told {@code --gated}; the first one leaves as
 * an idle one does when it is told {@code --leaving-at-first}. It notes its starts in {@code
 * starts}.
 */
final class FakeDaemon {

  static final String HELLO =
      """
      {"result":{"protocol":"1.0.0","daemon":{"instance":"i1","build":"b1","version":"0.1.0","pid":%d,\
      "startedAt":"2026-11-21T07:01:45Z"},"limits":{"maxFrame":1024,"inFlight":8,"batch":8,"depth":64,\
      "subscriptions":8,"window":{"events":512,"bytes":262144}},"principal":{"id":"local:ann","scopes":[]},\
      "state":"ready"}}\
      """
          .formatted(ProcessHandle.current().pid());

  private FakeDaemon() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> words = List.of(arguments);
    var run = new RunDirectory(Path.of(words.get(words.indexOf("--run-dir") + 1)));
    var build = Build.current(System.getenv());
    try (var file =
            FileChannel.open(run.lock(build), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = file.tryLock()) {
      note(run, lock == null ? "refused" : "started");
      if (lock == null) {
        System.exit(DaemonExit.LOCK_HELD);
      }
      if (words.contains("--leaving-at-first") && starts(run) == 1) {
        System.exit(0);
      }
      while (words.contains("--gated") && !Files.exists(run.path().resolve("gate"))) {
        Thread.sleep(10);
      }
      serve(run.socket(build));
    }
  }

  private static int starts(RunDirectory run) throws IOException {
    return Files.readAllLines(run.path().resolve("starts")).size();
  }

  private static void note(RunDirectory run, String what) throws IOException {
    Files.writeString(
        run.path().resolve("starts"),
        what + " " + ProcessHandle.current().pid() + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private static void serve(Path socket) throws IOException {
    // Who holds the lock may take a socket that nobody listens on away.
    Files.deleteIfExists(socket);
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      while (true) {
        SocketChannel channel = server.accept();
        Thread.ofPlatform().daemon().start(() -> answer(channel));
      }
    }
  }

  /** Every request gets the answer to the handshake; clients of this daemon ask nothing else. */
  private static void answer(SocketChannel channel) {
    try (channel) {
      var lines = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String id = line.replaceFirst(".*\"id\":(\\d+).*", "$1");
        String reply = HELLO.replaceFirst("\\{", "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",");
        channel.write(ByteBuffer.wrap((reply + "\n").getBytes(StandardCharsets.UTF_8)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
