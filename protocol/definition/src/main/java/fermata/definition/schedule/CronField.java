package fermata.definition.schedule;

import java.util.List;
import java.util.Locale;

/** The five fields of a cron expression, in the order in which they are written. */
enum CronField {
  MINUTE("minute", 0, 59, ""),
  HOUR("hour", 0, 23, ""),
  DAY("day of the month", 1, 31, ""),
  MONTH("month", 1, 12, "jan feb mar apr may jun jul aug sep oct nov dec"),
  /** Sunday is 0 and, as in most crons, also 7. */
  WEEKDAY("day of the week", 0, 7, "sun mon tue wed thu fri sat");

  private final String noun;
  private final int min;
  private final int max;
  private final String names;

  CronField(String noun, int min, int max, String names) {
    this.noun = noun;
    this.min = min;
    this.max = max;
    this.names = names;
  }

  String noun() {
    return noun;
  }

  int min() {
    return min;
  }

  int max() {
    return max;
  }

  private List<String> names() {
    return names.isEmpty() ? List.of() : List.of(names.split(" "));
  }

  /** {@return what may stand in the field, for messages} */
  String expected() {
    String numbers = min + " to " + max;
    return names.isEmpty()
        ? numbers
        : numbers + " or " + names().getFirst() + " to " + names().getLast();
  }

  /** {@return the number of a name or of digits; -1 where it is neither or out of range} */
  int numberOf(String text) {
    int named = names().indexOf(text.toLowerCase(Locale.ROOT));
    if (named >= 0) {
      return named + (this == MONTH ? 1 : 0);
    }
    boolean isNumber =
        !text.isEmpty() && text.length() <= 4 && text.chars().allMatch(CronField::isDigit);
    int value = isNumber ? Integer.parseInt(text) : -1;
    return value >= min && value <= max ? value : -1;
  }

  private static boolean isDigit(int letter) {
    return letter >= '0' && letter <= '9';
  }
}
