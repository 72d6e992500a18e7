package fermata.definition.expression;

import java.util.ArrayList;
import java.util.List;

/**
 * The methods of texts, and {@code join}. Places are counted in code points, from 0.
 *
 * <p>What a text costs to read is paid by the caller, what is made here is paid here.
 *
 * <p>CEL language definition, List of Standard Definitions; and CEL's extension library {@code
 * strings} for all but {@code contains, startsWith, endsWith, matches}.
 */
final class TextFunctions {

  private static final int CASE_BIT = 'a' - 'A';

  private final String function;
  private final List<CelValue> arguments;
  private final Budget budget;

  private TextFunctions(String function, List<CelValue> arguments, Budget budget) {
    this.function = function;
    this.arguments = arguments;
    this.budget = budget;
  }

  static CelValue apply(String function, List<CelValue> arguments, Budget budget) {
    return new TextFunctions(function, arguments, budget).apply();
  }

  private CelValue apply() {
    if (arguments.isEmpty()) {
      return unfit();
    }
    return switch (arguments.getFirst()) {
      case CelValue.TextValue(var text) -> ofText(text);
      case CelValue.ListValue(var items) when function.equals(Functions.JOIN) -> join(items);
      case CelValue _ -> unfit();
    };
  }

  private CelValue unfit() {
    return Faults.noFunction(function, arguments);
  }

  private CelValue ofText(String text) {
    return switch (arguments.size()) {
      case 1 -> alone(text);
      case 2 -> with(text, arguments.get(1));
      case 3 -> with(text, arguments.get(1), arguments.get(2));
      default -> unfit();
    };
  }

  private CelValue alone(String text) {
    return switch (function) {
      case Functions.TRIM -> trim(text);
      case Functions.LOWER_ASCII -> shifted(text, 'A', CASE_BIT);
      case Functions.UPPER_ASCII -> shifted(text, 'a', -CASE_BIT);
      default -> unfit();
    };
  }

  private CelValue with(String text, CelValue argument) {
    if (function.equals(Functions.SUBSTRING)) {
      return substring(text, argument, CelValues.of((long) codePoints(text)));
    }
    if (!(argument instanceof CelValue.TextValue(var part))) {
      return unfit();
    }
    return switch (function) {
      case Functions.CONTAINS -> CelValues.of(text.contains(part));
      case Functions.STARTS_WITH -> CelValues.of(text.startsWith(part));
      case Functions.ENDS_WITH -> CelValues.of(text.endsWith(part));
      case Functions.MATCHES -> Patterns.matches(text, part, budget);
      case Functions.INDEX_OF -> indexOf(text, part);
      case Functions.SPLIT -> split(text, part);
      default -> unfit();
    };
  }

  private CelValue with(String text, CelValue first, CelValue second) {
    if (function.equals(Functions.SUBSTRING)) {
      return substring(text, first, second);
    }
    boolean isReplacement = function.equals(Functions.REPLACE);
    return isReplacement
            && first instanceof CelValue.TextValue(var part)
            && second instanceof CelValue.TextValue(var other)
        ? replace(text, part, other)
        : unfit();
  }

  private static CelValue indexOf(String text, String part) {
    int at = text.indexOf(part);
    return CelValues.of(at < 0 ? -1L : text.codePointCount(0, at));
  }

  private CelValue substring(String text, CelValue from, CelValue to) {
    if (!(Access.wholeNumber(from) instanceof CelValue.IntValue(var start))
        || !(Access.wholeNumber(to) instanceof CelValue.IntValue(var end))) {
      return unfit();
    }
    if (start < 0 || start > end || end > codePoints(text)) {
      return Faults.noPart(start, end, codePoints(text));
    }
    int first = text.offsetByCodePoints(0, (int) start);
    return made(text.substring(first, text.offsetByCodePoints(first, (int) (end - start))));
  }

  private static int codePoints(String text) {
    return text.codePointCount(0, text.length());
  }

  private CelValue trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return made(text.substring(start, end));
  }

  // Unicode's White_Space; all of it are single UTF-16 units.
  private static boolean isBlank(char c) {
    return (c >= '\t' && c <= '\r') || c == '\u0085' || Character.isSpaceChar(c);
  }

  private CelValue shifted(String text, char first, int by) {
    var shifted = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= first && c < first + 26) {
        shifted.setCharAt(i, (char) (c + by));
      }
    }
    return made(shifted.toString());
  }

  private CelValue split(String text, String separator) {
    var parts = new ArrayList<CelValue>();
    int start = 0;
    int at = nextSeparator(text, separator, start);
    while (at >= 0) {
      parts.add(CelValues.of(text.substring(start, at)));
      start = at + separator.length();
      at = nextSeparator(text, separator, start);
    }
    if (!separator.isEmpty() || start < text.length()) {
      parts.add(CelValues.of(text.substring(start)));
    }
    boolean isPaid = budget.spend(parts.size()) && budget.spendMade(text.length());
    return isPaid ? new CelValue.ListValue(parts) : Budget.fault();
  }

  // An empty separator is behind each character but the last.
  private static int nextSeparator(String text, String separator, int start) {
    if (!separator.isEmpty()) {
      return text.indexOf(separator, start);
    }
    int next = start < text.length() ? text.offsetByCodePoints(start, 1) : text.length();
    return next < text.length() ? next : -1;
  }

  private CelValue replace(String text, String part, String other) {
    if (part.isEmpty()) {
      return insertEverywhere(text, other);
    }
    long count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
      count++;
    }
    long units = text.length() + count * (other.length() - part.length());
    return budget.spendMade(units) ? CelValues.of(text.replace(part, other)) : Budget.fault();
  }

  // Java would also insert between the two units of one character.
  private CelValue insertEverywhere(String text, String other) {
    if (!budget.spendMade(text.length() + (codePoints(text) + 1L) * other.length())) {
      return Budget.fault();
    }
    var inserted = new StringBuilder(other);
    text.codePoints().forEach(character -> inserted.appendCodePoint(character).append(other));
    return CelValues.of(inserted.toString());
  }

  private CelValue join(List<CelValue> items) {
    CelValue separator = arguments.size() == 1 ? CelValues.of("") : arguments.get(1);
    if (arguments.size() > 2 || !(separator instanceof CelValue.TextValue(var between))) {
      return unfit();
    }
    var joined = new StringBuilder();
    for (int i = 0; i < items.size(); i++) {
      if (!(items.get(i) instanceof CelValue.TextValue(var text))) {
        return Faults.notText("element " + i + " of the list to join", items.get(i));
      }
      joined.append(i == 0 ? "" : between);
      if (!budget.spend(1) || !budget.spendMade((long) between.length() + text.length())) {
        return Budget.fault();
      }
      joined.append(text);
    }
    return CelValues.of(joined.toString());
  }

  private CelValue made(String text) {
    return budget.spendMade(text.length()) ? CelValues.of(text) : Budget.fault();
  }
}
