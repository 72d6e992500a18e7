package fermata.definition.yaml;

import static org.assertj.core.api.Assertions.assertThatCode;

import fermata.definition.text.SourceText;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** Random damage to good texts; {@code -Dfuzz.seed} repeats one, {@code -Dfuzz.millis} prolongs. */
class YamlFuzzTest {

  private static final String PIECES = "[]{},:#&*!|>'\"%@`-?\t \n\r\\$0a\uD83D\uDE00\u0000";
  private static final List<String> WORDS =
      List.of(
          "\n",
          "\n  ",
          "\n    - ",
          ": ",
          "- ",
          "? ",
          "${{ ",
          " }}",
          "<<: *a",
          "&a ",
          "--- ",
          "...",
          "\n<<<<<<< x\n",
          "\n=======\n",
          "\n>>>>>>> y\n",
          "|2-\n",
          ">+\n",
          "\"\\u12",
          "!!str ");

  @Test
  void keepsTheInvariantsForAnyText() {
    long start = System.nanoTime();
    long millis = Long.getLong("fuzz.millis", 2_000);
    long seed = Long.getLong("fuzz.seed", 1);
    for (; (System.nanoTime() - start) / 1_000_000 < millis; seed++) {
      String text = damaged(seed);
      assertThatCode(() -> TreeInvariants.check(YamlParser.parse(new SourceText("fuzz", text))))
          .as("-Dfuzz.seed=%d%n%s", seed, text)
          .doesNotThrowAnyException();
    }
  }

  private static String damaged(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    var text = new StringBuilder(Samples.ALL.get(random.nextInt(Samples.ALL.size())));
    for (int left = random.nextInt(8); left >= 0; left--) {
      damage(text, random);
    }
    return text.toString();
  }

  private static void damage(StringBuilder text, RandomGenerator random) {
    int at = random.nextInt(text.length() + 1);
    int end = Math.min(text.length(), at + random.nextInt(12));
    switch (random.nextInt(6)) {
      case 0 -> text.insert(at, PIECES.charAt(random.nextInt(PIECES.length())));
      case 1 -> text.insert(at, WORDS.get(random.nextInt(WORDS.size())));
      case 2 -> text.delete(at, end);
      case 3 -> text.insert(at, text.substring(at, end));
      case 4 -> text.insert(at, text.substring(random.nextInt(at + 1), at));
      default -> text.setLength(random.nextInt(4) == 0 ? at : text.length());
    }
  }
}
