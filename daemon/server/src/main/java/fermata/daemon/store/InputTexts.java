package fermata.daemon.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The audit records of a commit as one text in the row of the events that came of them: one {@code
 * type length:body} after another, the length in UTF-16 units.
 */
final class InputTexts {

  private InputTexts() {}

  /**
   * {@return the text}
   *
   * @return null where there are no records, or more than so many UTF-16 units of them
   */
  static @Nullable String of(List<NewInput> inputs, int unitsMax) {
    var text = new StringBuilder();
    for (NewInput input : inputs) {
      text.append(input.type()).append(' ');
      text.append(input.body().length()).append(':').append(input.body());
      if (text.length() > unitsMax) {
        return null;
      }
    }
    return text.isEmpty() ? null : text.toString();
  }

  /** {@return the records of a row: the columns are seq, at, type, v and inputs} */
  static List<StoredInput> read(ResultSet row) throws SQLException {
    long after = EventRows.before(row.getLong(1), row.getString(3), row.getInt(4));
    Instant at = Instant.ofEpochMilli(row.getLong(2));
    return read(ShortText.read(row, 5), after, at);
  }

  private static List<StoredInput> read(String text, long after, Instant at) {
    var inputs = new ArrayList<StoredInput>();
    try {
      for (int from = 0; from < text.length(); ) {
        int space = text.indexOf(' ', from);
        int colon = text.indexOf(':', space + 1);
        int end = colon + 1 + Integer.parseInt(text, space + 1, colon, 10);
        String type = text.substring(from, space);
        inputs.add(new StoredInput(after, at, type, text.substring(colon + 1, end)));
        from = end;
      }
    } catch (NumberFormatException | IndexOutOfBoundsException damage) {
      // The events are the truth and have checksums; of what is beside them, the whole part counts.
      return inputs;
    }
    return inputs;
  }
}
