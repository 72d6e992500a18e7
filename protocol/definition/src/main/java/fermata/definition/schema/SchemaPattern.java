package fermata.definition.schema;

import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import fermata.definition.pattern.LinearPattern;
import fermata.definition.pattern.LinearPattern.Reading;

/**
 * The patterns of a schema as the validator library asks for them.
 *
 * <p>A value comes from a model or a stranger, so a match must not take longer than the text and
 * the pattern justify: a text that is too long for its pattern does not match.
 */
final class SchemaPattern {

  /** How many pairs of a text unit and a part of the pattern are tried; about a second's worth. */
  static final long TRIES_MAX = 100_000_000;

  static final RegularExpressionFactory FACTORY = SchemaPattern::of;

  private SchemaPattern() {}

  /** {@return a pattern; one that nothing matches where soundness should have refused it} */
  private static RegularExpression of(String source) {
    return switch (LinearPattern.read(source)) {
      case Reading.Fine(var pattern) -> text -> isIn(text, pattern);
      case Reading.Broken _, Reading.TooLarge _ -> _ -> false;
    };
  }

  private static boolean isIn(String text, LinearPattern pattern) {
    return pattern.tries(text) <= TRIES_MAX && pattern.isIn(text);
  }
}
