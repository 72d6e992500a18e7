package fermata.definition.schedule;

import fermata.definition.text.Span;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads cron expressions of five fields: lists, ranges, steps and the names of months and days; and
 * {@code @daily} and its like.
 *
 * <p>What other crons add (seconds, years, {@code L W # ?}) is refused, and so are ranges that run
 * backwards: they mean different things in different crons. Source: crontab(5).
 */
public final class CronParser {

  private static final int DAY_INDEX = 2;
  private static final int WEEKDAY_INDEX = 4;

  private static final Pattern WORD = Pattern.compile("\\S+");

  private static final Pattern PART = Pattern.compile("(\\*|[^-/]+)(?:-([^-/]+))?(?:/([^-/]+))?");

  private static final Map<String, String> NICKNAMES =
      Map.of(
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *",
          "@monthly", "0 0 1 * *",
          "@weekly", "0 0 * * 0",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@hourly", "0 * * * *");

  private CronParser() {}

  /** {@return the schedule, or the first thing that is wrong}; total. */
  public static CronReading parse(String text) {
    String fields = NICKNAMES.getOrDefault(text.strip().toLowerCase(Locale.ROOT), text);
    List<Word> words = words(fields);
    if (words.size() != CronField.values().length) {
      return new CronReading.Fault(new Span(0, text.length()), miscounted(text, words.size()));
    }
    try {
      return new CronReading.Schedule(schedule(text, words));
    } catch (FaultException found) {
      return found.fault;
    }
  }

  private static String miscounted(String text, int count) {
    if (text.strip().startsWith("@")) {
      return "'"
          + text.strip()
          + "' (expected: @hourly, @daily, @weekly, @monthly, @yearly or five fields)";
    }
    String hint = count == 6 ? ", seconds are not among them" : "";
    return count
        + (count == 1 ? " field" : " fields")
        + " (expected: 5: minute, hour, day of the month, month, day of the week"
        + hint
        + ")";
  }

  private record Word(int start, String text) {

    Span span() {
      return new Span(start, start + text.length());
    }
  }

  private static List<Word> words(String text) {
    var words = new ArrayList<Word>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      words.add(new Word(matcher.start(), matcher.group()));
    }
    return words;
  }

  private static CronSchedule schedule(String text, List<Word> words) {
    Map<CronField, Long> sets = new EnumMap<>(CronField.class);
    CronField[] fields = CronField.values();
    for (int index = 0; index < fields.length; index++) {
      sets.put(fields[index], set(fields[index], words.get(index)));
    }
    long weekdays = sets.getOrDefault(CronField.WEEKDAY, 0L);
    long sundays = (weekdays >> 7) & 1;
    return new CronSchedule(
        text.strip(),
        sets.getOrDefault(CronField.MINUTE, 0L),
        sets.getOrDefault(CronField.HOUR, 0L),
        new CronDays(
            sets.getOrDefault(CronField.DAY, 0L),
            sets.getOrDefault(CronField.MONTH, 0L),
            (weekdays | sundays) & 0x7f,
            isStar(words.get(DAY_INDEX)),
            isStar(words.get(WEEKDAY_INDEX))));
  }

  /** Whether a field leaves the day to the other one. */
  private static boolean isStar(Word word) {
    return word.text().startsWith("*");
  }

  private static long set(CronField field, Word word) {
    long set = 0;
    int start = word.start();
    for (String part : word.text().split(",", -1)) {
      set |= part(field, new Word(start, part));
      start += part.length() + 1;
    }
    return set;
  }

  private static long part(CronField field, Word word) {
    Matcher matcher = PART.matcher(word.text());
    if (!matcher.matches()) {
      throw fault(field, word, "such as *, 5, 1-5 or */10");
    }
    boolean isStar = matcher.group(1).equals("*");
    if (isStar && matcher.group(2) != null) {
      throw fault(field, word, "a range of two numbers such as 1-5");
    }
    int from = isStar ? field.min() : value(field, word, matcher.group(1));
    int to = from;
    if (matcher.group(2) != null) {
      to = value(field, word, matcher.group(2));
    } else if (isStar || matcher.group(3) != null) {
      to = field == CronField.WEEKDAY ? 6 : field.max();
    }
    if (to < from) {
      throw fault(field, word, "a range that does not run backwards");
    }
    return bits(from, to, step(field, word, matcher.group(3)));
  }

  private static int value(CronField field, Word word, String text) {
    int value = field.numberOf(text);
    if (value < 0) {
      throw fault(field, word, field.expected());
    }
    return value;
  }

  private static int step(
      CronField field, Word word, @org.jspecify.annotations.Nullable String text) {
    if (text == null) {
      return 1;
    }
    boolean isNumber = text.matches("[0-9]{1,2}");
    int step = isNumber ? Integer.parseInt(text) : 0;
    if (step < 1 || step > field.max()) {
      throw fault(field, word, "a step from 1 to " + field.max());
    }
    return step;
  }

  private static long bits(int from, int to, int step) {
    long bits = 0;
    for (int value = from; value <= to; value += step) {
      bits |= 1L << value;
    }
    return bits;
  }

  private static FaultException fault(CronField field, Word word, String expected) {
    return new FaultException(
        new CronReading.Fault(
            word.span(),
            "'" + word.text() + "' is no " + field.noun() + " (expected: " + expected + ")"));
  }

  /** Leaves the parser at the first fault; never leaves this class. */
  private static final class FaultException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient CronReading.Fault fault;

    FaultException(CronReading.Fault fault) {
      super(null, null, false, false);
      this.fault = fault;
    }
  }
}
