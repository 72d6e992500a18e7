package fermata.cli.follow;

import fermata.cli.console.DisplayText;
import java.util.ArrayList;
import java.util.List;

/**
 * The text of one message as it grows: whole lines are taken once, the last one is shown while it
 * grows.
 *
 * <p>Confined to one thread.
 */
final class StreamedText {

  private final int columnsMax;
  private final StringBuilder pending = new StringBuilder();
  private long received;

  StreamedText(int columnsMax) {
    this.columnsMax = columnsMax;
  }

  /** {@return the UTF-16 units received so far, which is where the next piece starts} */
  long received() {
    return received;
  }

  /** Adds a piece and returns the lines that are whole now. */
  List<String> add(String piece) {
    received += piece.length();
    pending.append(piece);
    List<String> lines =
        new ArrayList<>(DisplayText.wrap(DisplayText.harmless(pending.toString()), columnsMax));
    if (lines.size() > 1) {
      // What is left may still grow, so it is kept as it came: cleaning it twice could tear a
      // character.
      String last = lines.removeLast();
      pending.setLength(0);
      pending.append(last);
      return lines;
    }
    return List.of();
  }

  /** {@return the line that still grows} */
  String growing() {
    return DisplayText.harmless(pending.toString());
  }
}
