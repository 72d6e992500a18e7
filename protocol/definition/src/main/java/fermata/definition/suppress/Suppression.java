package fermata.definition.suppress;

import fermata.definition.text.Span;
import java.util.List;

/**
 * A comment that leaves out problems.
 *
 * @param comment from {@code #} to the end of its line
 * @param directive {@code ignore} or {@code ignore-file}
 * @param codes in the order of the comment; empty where it names none
 * @param line the line that it is about, from 0, on which a text over several lines may begin; or
 *     {@link #FILE}
 */
record Suppression(Span comment, Span directive, List<Named> codes, int line) {

  /** In place of a line: the whole file. */
  static final int FILE = -1;

  Suppression {
    codes = List.copyOf(codes);
  }

  /** A code as it is written. */
  record Named(String text, Span span) {}
}
