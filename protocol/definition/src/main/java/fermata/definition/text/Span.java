package fermata.definition.text;

/**
 * A half-open piece of a text, in UTF-16 code units.
 *
 * @param start the offset of the first unit
 * @param end the offset after the last unit; equal to {@code start} for an empty span
 */
public record Span(int start, int end) {

  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("span: " + start + ".." + end);
    }
  }

  /** {@return the empty span at an offset} */
  public static Span at(int offset) {
    return new Span(offset, offset);
  }

  /** {@return the number of UTF-16 units} */
  public int length() {
    return end - start;
  }

  /** Whether a cursor at {@code offset} touches this span; both ends count. */
  public boolean touches(int offset) {
    return start <= offset && offset <= end;
  }

  /** {@return the smallest span around both} */
  public Span cover(Span other) {
    return new Span(Math.min(start, other.start), Math.max(end, other.end));
  }

  /** {@return this span, moved} */
  public Span shift(int by) {
    return new Span(start + by, end + by);
  }
}
