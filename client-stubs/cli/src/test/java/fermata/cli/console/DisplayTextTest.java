package fermata.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayTextTest {

  @Test
  void takesAwayWhatWouldActOnTheTerminal() {
    assertThat(DisplayText.harmless("a\u001b[2Jb\rc\u0007d\u202Ee\tf\ng\u009Bh"))
        .isEqualTo("a^[[2Jbcde    f\ngh");
  }

  @Test
  void putsAllOnOneLine() {
    assertThat(DisplayText.oneLine("  a\n\n b\t c ")).isEqualTo("a b c");
  }

  @ParameterizedTest
  @CsvSource({"abc, 3", "äöü, 3", "日本, 4", "e\u0301, 1", "👍, 2", "'', 0"})
  void measuresColumns(String text, int columns) {
    assertThat(DisplayText.width(text)).isEqualTo(columns);
  }

  @ParameterizedTest
  @CsvSource({
    "abcdef, 6, abcdef",
    "abcdef, 5, abcd…",
    "日本語, 5, 日本…",
    "日本語, 4, 日…",
    "👍👍, 3, 👍…",
    "ab…cd, 4, ab…"
  })
  void cutsBetweenCharacters(String text, int columns, String cut) {
    assertThat(DisplayText.cut(text, columns, "…")).isEqualTo(cut);
  }

  @Test
  void wrapsAtSpacesAndBreaksWhatHasNone() {
    assertThat(DisplayText.wrap("one two three\n\nabcdefghij", 8))
        .containsExactly("one two", "three", "", "abcdefgh", "ij");
  }

  @Test
  void losesNothingByWrapping() {
    String text = "a bb ccc dddd eeeee ffffff ".repeat(20) + "日本語".repeat(30);
    for (int columns = 1; columns < 40; columns++) {
      assertThat(String.join("", DisplayText.wrap(text, columns)).replace(" ", ""))
          .isEqualTo(text.replace(" ", ""));
    }
  }
}
