package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.daemon.rpc.Leaving;
import fermata.wire.method.daemon.ShutdownMode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A daemon for one client, on streams. */
@Timeout(60)
final class StdioTest {

  private static final String HELLO =
      "{'jsonrpc':'2.0','id':1,'method':'initialize','params':"
          + "{'protocol':['1.0.0'],'client':{'name':'t','version':'1'}}}";
  private static final String SHUTDOWN = "{'jsonrpc':'2.0','id':2,'method':'shutdown'}";
  private static final String EXIT = "{'jsonrpc':'2.0','method':'exit'}";
  private static final String PING = "{'jsonrpc':'2.0','id':3,'method':'$/ping'}";

  @TempDir Path home;

  /** How a conversation ended. */
  private record Ended(int code, List<String> lines) {}

  private Ended converse(Leaving leaving, StdioClient client, String... messages)
      throws InterruptedException {
    var in =
        new ByteArrayInputStream(
            (String.join("\n", messages) + "\n")
                .replace('\'', '"')
                .getBytes(StandardCharsets.UTF_8));
    var out = new ByteArrayOutputStream();
    Settings settings = TestDaemon.settings(home, TestDaemon.Wish.USUAL);
    Daemon daemon =
        Daemon.open(
            settings,
            Daemon.Surroundings.of(new StdioDoor(in, out, client::left), leaving, Map.of()));
    int code = client.awaitLeft();
    daemon.end(ShutdownMode.CHECKPOINT, Duration.ofSeconds(5), "its client has left");
    daemon.awaitEnd();
    return new Ended(code, out.toString(StandardCharsets.UTF_8).lines().toList());
  }

  @Test
  void endsWellWhenTheClientSaysGoodbye() throws InterruptedException {
    var client = new StdioClient();
    Ended ended = converse(client, client, HELLO, SHUTDOWN, EXIT);
    assertThat(ended.code()).isZero();
    assertThat(ended.lines()).anyMatch(line -> line.contains("\"id\":2,\"result\":{}"));
    assertThat(home.resolve("run")).doesNotExist();
  }

  @Test
  void saysByItsExitCodeThatTheGoodbyeWasMissing() throws InterruptedException {
    var client = new StdioClient();
    assertThat(converse(client, client, HELLO, EXIT).code()).isEqualTo(1);
  }

  @Test
  void endsWhenItsInputDoes() throws InterruptedException {
    var client = new StdioClient();
    Ended ended = converse(client, client, HELLO, PING);
    assertThat(ended.code()).isZero();
    assertThat(ended.lines()).anyMatch(line -> line.contains("\"id\":3,\"result\":{}"));
  }

  @Test
  void failsOneRequestByABugAndServesTheNext() throws InterruptedException {
    var client = new StdioClient();
    var broken =
        new Leaving() {
          @Override
          public void announce() {
            throw new IllegalStateException("a secret of the stack");
          }

          @Override
          public void exit() {
            client.exit();
          }
        };
    Ended ended = converse(broken, client, HELLO, SHUTDOWN, PING);
    assertThat(ended.lines())
        .anyMatch(line -> line.contains("\"code\":-32603") && line.contains("\"incident\""))
        .anyMatch(line -> line.contains("\"id\":3,\"result\":{}"))
        .noneMatch(line -> line.contains("a secret of the stack"));
  }
}
