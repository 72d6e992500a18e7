package fermata.wire.event;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A position in a journal: after the event with that number, 0 being the beginning. Resuming at a
 * cursor is exclusive.
 *
 * <p>On the wire it is the text {@code <epoch>.<seq>}, which other clients treat as opaque. The
 * epoch changes when a journal was rewritten or moved without its history.
 *
 * @param epoch letters and digits, 1 to 16 of them
 * @param seq number of the last event before the position
 */
public record Cursor(String epoch, long seq) {

  /** The epoch of a journal that was never rewritten. */
  public static final String FIRST_EPOCH = "e1";

  private static final Pattern FORM = Pattern.compile("([A-Za-z0-9]{1,16})\\.(0|[1-9][0-9]{0,15})");

  /** {@return the position after an event of a journal that was never rewritten} */
  public static Cursor of(long seq) {
    return new Cursor(FIRST_EPOCH, seq);
  }

  /** {@return the position that the text names, if it is one} */
  public static Optional<Cursor> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(new Cursor(matcher.group(1), Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }

  /** {@return the position after another event of the same epoch} */
  public Cursor at(long number) {
    return new Cursor(epoch, number);
  }

  /** {@return the form on the wire} */
  @Override
  public String toString() {
    return epoch + "." + seq;
  }
}
