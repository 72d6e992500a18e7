package fermata.definition.expression;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Random damage to good texts; {@code -Dfuzz.seed} repeats one, {@code -Dfuzz.texts} prolongs. */
class ExpressionFuzzTest {

  private static final int TEXTS = Integer.getInteger("fuzz.texts", 20_000);

  private static final String PIECES =
      "()[]{}.,:?+-*/%<>!=&|'\"`\\$ \t\n\r0a_éx\uD83D\uDE00\uD83D\u0000";
  private static final List<String> WORDS =
      List.of(
          "${{",
          "}}",
          "$${{",
          "'''",
          "\"\"\"",
          "r'",
          "b'",
          "\\u12",
          "\\U0010FFFF",
          "//",
          "in",
          "has(",
          ".map(x, ",
          ".exists_one(",
          "coalesce(",
          "null",
          "true",
          "9223372036854775808",
          "1e999",
          "0x",
          "1u",
          ".`a-b`",
          "google.protobuf.Timestamp",
          "m.",
          "[0]",
          ".matches('(')",
          "and",
          "timestamp('",
          "duration('1h')",
          "if",
          ".join(",
          "{'a': ",
          "? 1 : ",
          "!!",
          "--");

  private final List<String> samples = samples();

  @Test
  void keepsTheInvariantsForAnyExpression() {
    for (long seed : seeds()) {
      String text = damaged(seed, "");
      assertThatCode(() -> ExpressionInvariants.checkExpression(text))
          .as("-Dfuzz.seed=%d%n%s", seed, text)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void keepsTheInvariantsForAnyTemplate() {
    for (long seed : seeds()) {
      String text = damaged(seed, "Refund ${{ m.a }} of\n$${{ x }}: ${{ ");
      assertThatCode(() -> ExpressionInvariants.checkTemplate(text))
          .as("-Dfuzz.seed=%d%n%s", seed, text)
          .doesNotThrowAnyException();
    }
  }

  /** Seed 2298826: a method without anything that it is called on. */
  @Test
  void anyFunctionMayBeCalledWithAnything() {
    List<String> arguments =
        List.of("", "1", "'a'", "[1], 'a'", "m, 1, null", "'a', 'b', 'c', 'd'");
    for (Functions.Function function : Functions.all()) {
      for (String given : arguments) {
        for (String on : List.of("", "'a'.", "m.", "[x].", "null.")) {
          String text = on + function.name() + "(" + given + ")";
          assertThatCode(() -> ExpressionInvariants.checkExpression(text))
              .as(text)
              .doesNotThrowAnyException();
        }
      }
    }
  }

  private static long[] seeds() {
    Long only = Long.getLong("fuzz.seed");
    return only != null ? new long[] {only} : LongStream.range(0, TEXTS).toArray();
  }

  private static List<String> samples() {
    var samples = new ArrayList<String>();
    Functions.all().forEach(function -> samples.add(function.example()));
    var generator = new ExpressionGenerator(random(1));
    for (int i = 0; i < 500; i++) {
      samples.add(generator.next());
    }
    return samples;
  }

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  private String damaged(long seed, String before) {
    RandomGenerator random = random(seed);
    String sample = samples.get(random.nextInt(samples.size()));
    var text = new StringBuilder(before + sample + (before.isEmpty() ? "" : " }} left"));
    for (int left = random.nextInt(8); left > 0; left--) {
      damage(text, random);
    }
    return text.toString();
  }

  private static void damage(StringBuilder text, RandomGenerator random) {
    int at = random.nextInt(text.length() + 1);
    int end = Math.min(text.length(), at + random.nextInt(12));
    switch (random.nextInt(7)) {
      case 0 -> text.insert(at, PIECES.charAt(random.nextInt(PIECES.length())));
      case 1, 2 -> text.insert(at, WORDS.get(random.nextInt(WORDS.size())));
      case 3 -> text.delete(at, end);
      case 4 -> text.insert(at, text.substring(at, end).repeat(random.nextInt(40)));
      case 5 -> text.insert(at, text.substring(random.nextInt(at + 1), at));
      default -> text.setLength(random.nextInt(4) == 0 ? at : text.length());
    }
  }
}
