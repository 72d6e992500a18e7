package fermata.definition.pattern;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A regular expression of RE2's syntax, matched in time linear in the text.
 *
 * <p>The time is also linear in the size of the compiled pattern, which repetitions inside one
 * another can make as large as they like; so it is limited before anything is compiled, and {@link
 * #tries} says what a match costs.
 *
 * <p>Immutable. RE2 syntax, https://github.com/google/re2/wiki/Syntax.
 */
public final class LinearPattern {

  /** The longest pattern, in UTF-16 units. */
  public static final int UNITS_MAX = 1_000;

  /** The most parts: characters, classes and groups, each as often as it is repeated. */
  public static final int PARTS_MAX = 10_000;

  private final Pattern compiled;

  private LinearPattern(Pattern compiled) {
    this.compiled = compiled;
  }

  /** What a text is when it is read as a pattern. */
  public sealed interface Reading {

    /** It is one. */
    record Fine(LinearPattern pattern) implements Reading {}

    /**
     * It is none.
     *
     * @param reason lower-case start, no full stop
     * @param fragment the piece of the text that is wrong, as the library names it
     */
    record Broken(String reason, String fragment) implements Reading {}

    /** It exceeds a limit. */
    record TooLarge() implements Reading {

      public String message() {
        return ("pattern is too large (expected: <= %d characters, and <= %d parts with its"
                + " repetitions written out)")
            .formatted(UNITS_MAX, PARTS_MAX);
      }
    }
  }

  /** {@return a text as a pattern}; total. */
  public static Reading read(String source) {
    if (source.length() > UNITS_MAX || PatternSize.of(source) > PARTS_MAX) {
      return new Reading.TooLarge();
    }
    try {
      return new Reading.Fine(new LinearPattern(Pattern.compile(source)));
    } catch (PatternSyntaxException e) {
      return new Reading.Broken(e.getDescription(), e.getPattern());
    }
  }

  /** {@return how many pairs of a text unit and a part of this pattern a match tries at most} */
  public long tries(String text) {
    return (long) compiled.programSize() * (text.length() + 1);
  }

  /** Whether some piece of a text matches. */
  public boolean isIn(String text) {
    return compiled.matcher(text).find();
  }
}
