package fermata.definition.format;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.definition.text.SourceText;
import fermata.definition.text.TextEdit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The example of {@code docs/formatting.md}. */
class FormattingPageTest {

  private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml\\n(.*?)```");

  @Test
  void givesTheLayoutThatThePageShows() throws IOException {
    String page = Files.readString(Path.of("../../docs/formatting.md"));
    List<String> examples =
        EXAMPLE.matcher(page).results().map((MatchResult found) -> found.group(1)).toList();
    assertThat(examples).hasSize(2);
    var before = new SourceText("a.agent.yaml", examples.get(0));
    var done = (Formatting.Done) Formatter.format(before);
    assertThat(TextEdit.apply(before.text(), done.edits())).isEqualTo(examples.get(1));
  }
}
