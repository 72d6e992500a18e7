package fermata.definition.assist;

import java.util.List;

/**
 * What accepting a completion writes.
 *
 * @param plain one line, for an editor that knows no stops
 * @param rich the same with room to go on writing; lines after the first are indented relative to
 *     the line that the completion stands on
 * @param stops offsets in {@code rich} that the cursor visits, ascending
 */
public record Insertion(String plain, String rich, List<Integer> stops) {

  /** What marks a stop in the text that {@link #sketch} takes. */
  static final char STOP = '\u2038';

  public Insertion {
    stops = List.copyOf(stops);
  }

  /** {@return an insertion that is the same for every editor} */
  static Insertion of(String text) {
    return new Insertion(text, text, List.of());
  }

  /** {@return an insertion whose rich form has a {@link #STOP} wherever the cursor is to go} */
  static Insertion sketch(String plain, String marked) {
    var stops = new java.util.ArrayList<Integer>();
    var rich = new StringBuilder();
    for (int i = 0; i < marked.length(); i++) {
      if (marked.charAt(i) == STOP) {
        stops.add(rich.length());
      } else {
        rich.append(marked.charAt(i));
      }
    }
    return new Insertion(plain, rich.toString(), stops);
  }

  /** {@return this insertion behind another text} */
  Insertion after(String prefix) {
    return prefix.isEmpty()
        ? this
        : new Insertion(
            prefix + plain,
            prefix + rich,
            stops.stream().map(stop -> stop + prefix.length()).toList());
  }
}
