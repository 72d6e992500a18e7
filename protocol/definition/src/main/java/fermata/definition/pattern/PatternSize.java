package fermata.definition.pattern;

import java.util.ArrayDeque;

/**
 * How large a pattern becomes when its counted repetitions are written out; never less than it is.
 *
 * <p>Knows of the syntax only what matters for that: groups, classes, escapes and {@code {n,m}}.
 * What is not a pattern gets some size and is refused by the compiler. Confined to one thread.
 *
 * <p>RE2 syntax, https://github.com/google/re2/wiki/Syntax.
 */
final class PatternSize {

  private final String pattern;
  private final ArrayDeque<Long> outerSums = new ArrayDeque<>();
  private long sum;
  private long last;
  private int at;

  private PatternSize(String pattern) {
    this.pattern = pattern;
  }

  static long of(String pattern) {
    return new PatternSize(pattern).count();
  }

  private long count() {
    while (at < pattern.length() && sum <= LinearPattern.PARTS_MAX) {
      char c = pattern.charAt(at++);
      switch (c) {
        case '(' -> open();
        case ')' -> close();
        case '[' -> skipClass();
        case '\\' -> skipEscape();
        case '{' -> repeat();
        default -> part(1);
      }
    }
    while (!outerSums.isEmpty()) {
      close();
    }
    return sum;
  }

  // A star after a part is itself a part, so what is repeated after it is the part with its star.
  private void part(long size) {
    // A class or an escape that is not closed ends behind the end.
    boolean isSuffix = at > 0 && "*+?".indexOf(charAt(at - 1)) >= 0;
    last = isSuffix ? last + size : size;
    sum += size;
  }

  private void open() {
    outerSums.push(sum);
    sum = 2;
    last = 0;
  }

  private void close() {
    if (!outerSums.isEmpty()) {
      last = sum;
      sum += outerSums.pop();
    }
  }

  private void repeat() {
    int comma = digits(at);
    boolean isRange = comma > at && charAt(comma) == ',';
    int end = isRange ? digits(comma + 1) : comma;
    if (comma == at || charAt(end) != '}') {
      part(1);
      return;
    }
    long least = number(at, comma);
    long most = isRange && end > comma + 1 ? number(comma + 1, end) : least + 1;
    long copies = Math.max(Math.max(least, most), 1);
    // Each copy may be optional, which is one part more.
    long repeated = (last + 1) * copies;
    sum += repeated - last;
    last = repeated;
    at = end + 1;
  }

  private int digits(int from) {
    int end = from;
    while (charAt(end) >= '0' && charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  private long number(int from, int to) {
    // More digits than this are more than any limit; the compiler refuses them.
    return to - from > 6 ? 1_000_000 : Long.parseLong(pattern.substring(from, to));
  }

  private void skipEscape() {
    char c = charAt(at++);
    if (c == 'Q') {
      int end = pattern.indexOf("\\E", at);
      int last = end < 0 ? pattern.length() : end;
      sum += last - at;
      at = end < 0 ? last : end + 2;
    } else if ((c == 'p' || c == 'P' || c == 'x') && charAt(at) == '{') {
      int end = pattern.indexOf('}', at);
      at = end < 0 ? pattern.length() : end + 1;
    }
    part(1);
  }

  private void skipClass() {
    at += charAt(at) == '^' ? 1 : 0;
    at += charAt(at) == ']' ? 1 : 0;
    while (at < pattern.length() && charAt(at) != ']') {
      int namedEnd = pattern.startsWith("[:", at) ? pattern.indexOf(":]", at) : -1;
      if (namedEnd >= 0) {
        at = namedEnd + 2;
      } else {
        at += charAt(at) == '\\' ? 2 : 1;
      }
    }
    at++;
    part(1);
  }

  private char charAt(int index) {
    return index < pattern.length() ? pattern.charAt(index) : '\0';
  }
}
