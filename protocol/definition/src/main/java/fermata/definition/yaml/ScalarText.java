package fermata.definition.yaml;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The value of a scalar while it is read, with the place that each unit comes from. */
final class ScalarText {

  private final int start;

  /** The text of {@link #pieceStart}; null until the value has a piece of it. */
  private @Nullable YamlText text;

  /** Where the value stands as it is, as long as it is one such piece, which nearly all are. */
  private int pieceStart;

  private int sourceEnd;

  /** The value, once it is more than a piece of the text. */
  private @Nullable Pieces pieces;

  ScalarText(int sourceStart) {
    start = sourceStart;
    sourceEnd = sourceStart;
  }

  void add(char unit, int source) {
    pieces().add(unit, source);
    sourceEnd = source + 1;
  }

  /** Adds what an escape stands for; all its units come from the place of the escape. */
  void addEscape(String units, int source, int end) {
    pieces().addEscape(units, source);
    sourceEnd = end;
  }

  /** Adds a piece of the text as it is. */
  void addAsIs(YamlText from, int pieceFrom, int pieceEnd) {
    if (pieceEnd <= pieceFrom) {
      return;
    }
    if (text == null && pieces == null) {
      text = from;
      pieceStart = pieceFrom;
    } else if (pieces != null || pieceFrom != sourceEnd) {
      pieces().addAsIs(from, pieceFrom, pieceEnd);
    }
    sourceEnd = pieceEnd;
  }

  /** Adds line ends: {@code count} line feeds, or a space for a single folded one. */
  void addFold(int breakCount, int source) {
    if (breakCount == 1) {
      add(' ', source);
    } else {
      addEscape("\n".repeat(breakCount - 1), source, source + 1);
    }
  }

  boolean isEmpty() {
    return text == null && (pieces == null || pieces.value.isEmpty());
  }

  /** {@return the value, one for all that are spelled the same} */
  String value(Spellings spellings) {
    if (pieces != null) {
      return pieces.value.toString();
    }
    return text == null ? "" : spellings.of(text, pieceStart, sourceEnd);
  }

  /** {@return where the value comes from; a line end that the text lacks is at its end} */
  TextOrigins origins(YamlText whole) {
    int end = Math.min(sourceEnd, whole.length());
    if (pieces != null) {
      return pieces.origins(end);
    }
    return text == null
        ? TextOrigins.implied(Math.min(start, end))
        : TextOrigins.verbatim(pieceStart, end - pieceStart);
  }

  private Pieces pieces() {
    Pieces found = pieces;
    if (found == null) {
      found = new Pieces();
      if (text != null) {
        found.addAsIs(text, pieceStart, sourceEnd);
      }
      pieces = found;
    }
    return found;
  }

  /** A value of several runs. */
  private static final class Pieces {

    private final StringBuilder value = new StringBuilder();
    private int[] valueStarts = new int[2];
    private int[] sourceStarts = new int[2];
    private int runCount;

    void add(char unit, int source) {
      addRun(source);
      value.append(unit);
    }

    void addEscape(String units, int source) {
      for (int index = 0; index < units.length(); index++) {
        newRun(source);
        value.append(units.charAt(index));
      }
    }

    void addAsIs(YamlText text, int start, int end) {
      addRun(start);
      value.append(text.slice(start, end));
    }

    TextOrigins origins(int sourceEnd) {
      return new TextOrigins(
          Arrays.copyOf(valueStarts, runCount), Arrays.copyOf(sourceStarts, runCount), sourceEnd);
    }

    private void addRun(int source) {
      boolean continues =
          runCount > 0
              && source - sourceStarts[runCount - 1] == value.length() - valueStarts[runCount - 1];
      if (!continues) {
        newRun(source);
      }
    }

    private void newRun(int source) {
      if (runCount == valueStarts.length) {
        valueStarts = Arrays.copyOf(valueStarts, runCount * 2);
        sourceStarts = Arrays.copyOf(sourceStarts, runCount * 2);
      }
      valueStarts[runCount] = value.length();
      sourceStarts[runCount] = source;
      runCount++;
    }
  }
}
