package fermata.definition.format;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.definition.text.SourceText;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Large and deep texts take time as their length does, and no stack. */
class FormatLimitsTest {

  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final int UNITS = 500_000;

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = ';',
      value = {
        "`[`; `\"a\",{b :[1,2]},`; `]`",
        "`a: 1\n`; `# c\n`; `b: 2\n`",
        "`a: 1\n`; `\n`; `b: 2\n`",
        "`a: |+\n x\n`; ` \n`; `b: 2\n`",
        "`a:\n`; ` `; `b: 2\n`",
        "`a:\n`; `-   - x # y\n`; ``",
        "`a: \"x`; `\n   x`; `\"\n`"
      })
  void formatsALargeText(String start, String piece, String end) {
    String text = start + piece.repeat(UNITS / piece.length()) + end;
    Assertions.assertTimeoutPreemptively(
        DEADLINE, () -> assertThat(format(text)).isInstanceOf(Formatting.Done.class));
  }

  @ParameterizedTest
  @CsvSource({"[, ]", "'- ', ''", "'? ', ''", "'{a: ', '}'"})
  void formatsWhatIsNestedAsDeepAsItMay(String opener, String closer) {
    int depth = 499;
    String text = opener.repeat(depth) + "x" + closer.repeat(depth) + "   \n";
    assertThat(format(text))
        .isInstanceOfSatisfying(
            Formatting.Done.class, done -> assertThat(done.isUnchanged()).isFalse());
    assertThat(format(opener.repeat(10_000) + "x")).isInstanceOf(Formatting.Broken.class);
  }

  private static Formatting format(String text) {
    return Formatter.format(new SourceText("a.agent.yaml", text));
  }
}
