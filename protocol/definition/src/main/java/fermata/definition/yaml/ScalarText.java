package fermata.definition.yaml;

import java.util.Arrays;

/** The value of a scalar while it is read, with the place that each unit comes from. */
final class ScalarText {

  private final StringBuilder value = new StringBuilder();
  private int[] valueStarts = new int[2];
  private int[] sourceStarts = new int[2];
  private int runCount;
  private int sourceEnd;

  ScalarText(int sourceStart) {
    sourceEnd = sourceStart;
  }

  void add(char unit, int source) {
    addRun(source);
    value.append(unit);
    sourceEnd = source + 1;
  }

  /** Adds what an escape stands for; all its units come from the place of the escape. */
  void addEscape(String units, int source, int end) {
    for (int index = 0; index < units.length(); index++) {
      newRun(source);
      value.append(units.charAt(index));
    }
    sourceEnd = end;
  }

  /** Adds a piece of the text as it is. */
  void addAsIs(YamlText text, int start, int end) {
    if (end > start) {
      addRun(start);
      value.append(text.slice(start, end));
      sourceEnd = end;
    }
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
    return value.isEmpty();
  }

  String value() {
    return value.toString();
  }

  /** {@return where the value comes from; a line end that the text lacks is at its end} */
  TextOrigins origins(YamlText text) {
    int end = Math.min(sourceEnd, text.length());
    return new TextOrigins(valueStarts, sourceStarts, runCount, end);
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
