package fermata.definition.text;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.definition.text.LineIndex.ColumnUnit;
import fermata.definition.text.LineIndex.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LineIndexTest {

  /** A tab, two bytes, a surrogate pair; all kinds of line ends; an empty last line. */
  private static final String TEXT = "a\tb\r\né😀c\r\n\rlast\n";

  private final LineIndex index = LineIndex.of(TEXT);

  @Test
  void countsAllKindsOfLineEnds() {
    assertThat(index.lineCount()).isEqualTo(5);
    assertThat(TEXT.substring(index.lineSpan(1).start(), index.lineSpan(1).end()))
        .isEqualTo("é😀c");
    assertThat(index.lineSpan(2).length()).isZero();
    assertThat(index.lineSpan(4)).isEqualTo(Span.at(TEXT.length()));
  }

  @ParameterizedTest
  @CsvSource({"UTF_8, 7", "UTF_16, 4", "UTF_32, 3"})
  void countsColumnsInTheUnitAskedFor(ColumnUnit unit, int column) {
    int end = TEXT.indexOf("c") + 1;
    assertThat(index.place(end, unit)).isEqualTo(new Place(1, column));
    assertThat(index.offset(index.place(end, unit), unit)).isEqualTo(end);
  }

  @ParameterizedTest
  @EnumSource
  void convertsEveryOffsetThereAndBack(ColumnUnit unit) {
    for (int offset = 0; offset <= TEXT.length(); offset++) {
      boolean isInside =
          offset > 0
              && offset < TEXT.length()
              && (Character.isLowSurrogate(TEXT.charAt(offset))
                  || TEXT.startsWith("\r\n", offset - 1));
      if (!isInside) {
        assertThat(index.offset(index.place(offset, unit), unit)).isEqualTo(offset);
      }
    }
  }

  @Test
  void movesWhatLiesOutsideToTheNearestPlace() {
    assertThat(index.offset(new Place(0, 99))).isEqualTo(3);
    assertThat(index.offset(new Place(99, 0))).isEqualTo(TEXT.length());
    assertThat(index.offset(new Place(-1, 5))).isZero();
    assertThat(index.place(-3)).isEqualTo(new Place(0, 0));
    assertThat(index.place(999)).isEqualTo(new Place(4, 0));
    assertThat(index.place(TEXT.indexOf("\n"))).isEqualTo(new Place(0, 3));
  }

  @Test
  void takesAColumnInsideACharacterForItsStart() {
    int smiley = TEXT.indexOf("😀");
    assertThat(index.offset(new Place(1, 3), ColumnUnit.UTF_8)).isEqualTo(smiley);
    assertThat(index.offset(new Place(1, 5), ColumnUnit.UTF_8)).isEqualTo(smiley);
    assertThat(index.offset(new Place(1, 6), ColumnUnit.UTF_8)).isEqualTo(smiley + 2);
  }

  @Test
  void hasOneLineForAnEmptyText() {
    LineIndex empty = LineIndex.of("");
    assertThat(empty.lineCount()).isEqualTo(1);
    assertThat(empty.place(0)).isEqualTo(new Place(0, 0));
    assertThat(empty.offset(new Place(3, 3))).isZero();
  }
}
