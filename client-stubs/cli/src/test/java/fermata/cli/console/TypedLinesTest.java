package fermata.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TypedLinesTest {

  private final PipedOutputStream keyboard = new PipedOutputStream();

  private void type(String text) throws IOException {
    keyboard.write(text.getBytes(StandardCharsets.UTF_8));
    keyboard.flush();
  }

  @Test
  void handsOutOneLineAfterAnotherUntilTheInputEnds() throws Exception {
    var lines = new TypedLines(new PipedInputStream(keyboard));
    type("one\ntwo");
    keyboard.close();

    assertThat(lines.next()).contains("one");
    assertThat(lines.next()).contains("two");
    assertThat(lines.next()).isEmpty();
  }

  @Test
  void forgetsWhatWasTypedBeforeAnybodyAsked() throws Exception {
    var lines = new TypedLines(new PipedInputStream(keyboard));
    type("yes\nyes\n");
    lines.forgetTypedAhead();
    type("no\n");

    assertThat(lines.next()).contains("no");
  }
}
