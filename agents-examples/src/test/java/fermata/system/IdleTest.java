package fermata.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon that nobody needs ends, and stays while somebody looks at a held run. */
class IdleTest {

  @TempDir Path folder;
  private Fermata fermata;

  @BeforeEach
  void start() {
    fermata = new Fermata(folder).with("FERMATA_IDLE_EXIT", "1s");
  }

  @AfterEach
  void stop() {
    fermata.close();
  }

  @Test
  void aFollowerKeepsTheDaemonOfAHeldRun() throws Exception {
    String session =
        ExamplesTest.session(fermata.run("run", held().toString(), "--detach", "--json").expect(0));
    ProcessHandle daemon;
    try (Watch watch = new Watch(fermata, session)) {
      watch.until("run.held");
      daemon = fermata.daemon().orElseThrow();
      assertThatThrownBy(() -> daemon.onExit().get(3, TimeUnit.SECONDS))
          .isInstanceOf(TimeoutException.class);
    }
    daemon.onExit().get(30, TimeUnit.SECONDS);
    assertThat(fermata.daemon()).isEmpty();
    fermata.run("answer", session, "yes", "--follow").expect(0);
  }

  private Path held() throws IOException {
    return Files.writeString(
        folder.resolve("held.agent.yaml"),
        """
        agent: held
        nodes:
          ask: {ask: Go on?}
        """);
  }
}
