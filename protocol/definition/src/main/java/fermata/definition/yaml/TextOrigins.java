package fermata.definition.yaml;

import fermata.definition.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * Where the units of a scalar's value stand in the source text.
 *
 * <p>The value is cut into runs whose units map one to one; a run starts at {@code valueStarts[i]}
 * in the value and at {@code sourceStarts[i]} in the source. An escape or a folded line break is a
 * run of its own.
 */
public final class TextOrigins {

  /** Of a scalar that stands in the source as it is, which most do: its span tells it all. */
  static final TextOrigins AS_WRITTEN = new TextOrigins(null, 0, 0);

  /** Of a scalar between quotes that stands there as it is. */
  static final TextOrigins WITHIN_QUOTES = new TextOrigins(null, 0, 0);

  /** Absent for one run from the start of the value on, which nearly every value is. */
  private final @Nullable Runs runs;

  private final int sourceStart;
  private final int sourceEnd;

  /** Where runs start. */
  private static final class Runs {

    private final int[] inValue;
    private final int[] inSource;

    Runs(int[] inValue, int[] inSource) {
      this.inValue = inValue;
      this.inSource = inSource;
    }
  }

  /**
   * Makes the table from runs; takes the arrays over.
   *
   * @param valueStarts ascending, the first is 0; empty for an empty value
   * @param sourceStarts of the same length, ascending
   * @param sourceEnd the source offset just after the last unit of the value
   */
  public TextOrigins(int[] valueStarts, int[] sourceStarts, int sourceEnd) {
    if (valueStarts.length != sourceStarts.length) {
      throw new IllegalArgumentException(
          "runs: " + valueStarts.length + ", " + sourceStarts.length);
    }
    this(
        isOne(valueStarts) ? null : new Runs(valueStarts, sourceStarts),
        valueStarts.length == 0 ? sourceEnd : sourceStarts[0],
        sourceEnd);
  }

  private TextOrigins(@Nullable Runs runs, int sourceStart, int sourceEnd) {
    this.runs = runs;
    this.sourceStart = sourceStart;
    this.sourceEnd = sourceEnd;
  }

  private static boolean isOne(int[] valueStarts) {
    return valueStarts.length == 0 || (valueStarts.length == 1 && valueStarts[0] == 0);
  }

  /** {@return the table of a value that stands in the source as it is, from an offset on} */
  public static TextOrigins verbatim(int sourceStart, int length) {
    return new TextOrigins(null, sourceStart, sourceStart + length);
  }

  /** {@return the table of a value that stands nowhere in the source, but counts for a place} */
  public static TextOrigins implied(int at) {
    return new TextOrigins(null, at, at);
  }

  /** {@return the table of a scalar, made from its span where that tells it} */
  TextOrigins of(YamlNode.Scalar scalar) {
    int start = scalar.span().start();
    if (this == AS_WRITTEN) {
      return verbatim(start, scalar.text().length());
    }
    return this == WITHIN_QUOTES ? verbatim(start + 1, scalar.text().length()) : this;
  }

  /** {@return the table, in short where the span of the scalar tells it} */
  TextOrigins within(Span span, int length) {
    if (runs != null || sourceEnd - sourceStart != length) {
      return this;
    }
    if (sourceStart == span.start() && length == span.length()) {
      return AS_WRITTEN;
    }
    return sourceStart == span.start() + 1 && length == span.length() - 2 ? WITHIN_QUOTES : this;
  }

  /** {@return the source offset of the unit at {@code valueOffset}; the end for the end} */
  public int sourceOffset(int valueOffset) {
    if (runs == null) {
      return Math.min(sourceStart + valueOffset, sourceEnd);
    }
    int[] valueStarts = runs.inValue;
    int[] sourceStarts = runs.inSource;
    int run = runAt(valueStarts, valueOffset);
    if (run < 0) {
      return sourceEnd;
    }
    int offset = sourceStarts[run] + (valueOffset - valueStarts[run]);
    int limit = run + 1 < sourceStarts.length ? sourceStarts[run + 1] : sourceEnd;
    return Math.min(offset, limit);
  }

  /** {@return the source span of a span of the value} */
  public Span sourceSpan(Span valueSpan) {
    int start = sourceOffset(valueSpan.start());
    if (valueSpan.length() == 0) {
      return Span.at(start);
    }
    int end = Math.min(sourceEnd, sourceOffset(valueSpan.end() - 1) + 1);
    return new Span(start, Math.max(start, end));
  }

  /** {@return the offset in the value that a source offset belongs to, clamped to the value} */
  public int valueOffset(int sourceOffset) {
    if (runs == null) {
      return sourceStart == sourceEnd ? 0 : Math.max(0, sourceOffset - sourceStart);
    }
    int[] valueStarts = runs.inValue;
    int[] sourceStarts = runs.inSource;
    int found = 0;
    for (int run = 0; run < sourceStarts.length && sourceStarts[run] <= sourceOffset; run++) {
      int reach = valueStarts[run] + (sourceOffset - sourceStarts[run]);
      int limit = run + 1 < valueStarts.length ? valueStarts[run + 1] : Integer.MAX_VALUE;
      found = Math.min(reach, limit);
    }
    return found;
  }

  private static int runAt(int[] valueStarts, int valueOffset) {
    int low = 0;
    int high = valueStarts.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (valueStarts[middle] <= valueOffset) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high;
  }
}
