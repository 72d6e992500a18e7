package fermata.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WatchedOutputTest {

  private static WatchedOutput failing(String message) {
    var output =
        new WatchedOutput(
            new OutputStream() {
              @Override
              public void write(int single) throws IOException {
                throw new IOException(message);
              }
            });
    new PrintStream(output, true, StandardCharsets.UTF_8).println("lost");
    return output;
  }

  @Test
  void saysWhyAResultWasNotWritten() {
    assertThat(failing("No space left on device").failure()).contains("No space left on device");
  }

  @Test
  void takesAReaderThatHasReadEnoughForNoFailure() {
    assertThat(failing("Broken pipe").failure()).isEmpty();
  }

  @Test
  void hasNoFailureWhereEverythingWasWritten() {
    var output = new WatchedOutput(OutputStream.nullOutputStream());
    new PrintStream(output, true, StandardCharsets.UTF_8).println("kept");
    assertThat(output.failure()).isEmpty();
  }
}
