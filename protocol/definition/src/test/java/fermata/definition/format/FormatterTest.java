package fermata.definition.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fermata.definition.fixture.FixtureFile;
import fermata.definition.fixture.SharedData;
import fermata.definition.yaml.Samples;
import fermata.definition.yaml.YamlSuite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a text says is the same in its layout, and the layout of a layout is itself; {@code
 * -Dfuzz.seed} repeats a case, {@code -Dfuzz.count} prolongs.
 */
class FormatterTest {

  /** Cases above this size are about limits; they would take most of the time. */
  private static final int TEXT_UNITS_MAX = 20_000;

  @Test
  void keepsWhatFixturesAndExamplesSay() {
    assertThat(count(texts())).isGreaterThan(250);
  }

  @Test
  void keepsWhatTheYamlTestSuiteSays() {
    List<String> texts =
        SharedData.find("yaml-test-suite/src").map(YamlSuite::load).orElse(List.of()).stream()
            .map(YamlSuite.Case::yaml)
            .toList();
    assertThat(count(texts)).isGreaterThanOrEqualTo(texts.size() * 6 / 10);
  }

  private static long count(List<String> texts) {
    return texts.stream().filter(FormatterTest::check).count();
  }

  @Test
  void keepsWhatMadeUpTextsSay() {
    long first = Long.getLong("fuzz.seed", 1);
    long count = Long.getLong("fuzz.count", 1_500);
    long soundCount = 0;
    for (long seed = first; seed < first + count; seed++) {
      soundCount += check(RandomText.of(seed), seed) ? 1 : 0;
    }
    assertThat(soundCount).isGreaterThan(count * 8 / 10);
  }

  @Test
  void keepsWhatDamagedTextsSay() {
    List<String> texts = texts();
    long first = Long.getLong("fuzz.seed", 1);
    long count = Long.getLong("fuzz.count", 1_500);
    for (long seed = first; seed < first + count; seed++) {
      check(damaged(texts, seed), seed);
    }
  }

  @Test
  void formatsAnyBytes() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    for (int i = 0; i < 300; i++) {
      byte[] bytes = new byte[random.nextInt(100)];
      random.nextBytes(bytes);
      check(new String(bytes, UTF_8), i);
      check("a:   [ \"" + new String(bytes, UTF_8).replace('"', ' ') + "\" ]\n", i);
    }
  }

  private static boolean check(String text) {
    return check(text, 0);
  }

  private static boolean check(String text, long seed) {
    try {
      return FormatProperties.check(text);
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      throw new AssertionError("-Dfuzz.seed=%d%n%s%n%s".formatted(seed, text, e.getMessage()), e);
    }
  }

  private static String damaged(List<String> texts, long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    var text = new StringBuilder(texts.get(random.nextInt(texts.size())));
    for (int left = random.nextInt(3); left >= 0; left--) {
      int at = random.nextInt(text.length() + 1);
      int end = Math.min(text.length(), at + random.nextInt(8));
      switch (random.nextInt(7)) {
        case 0 -> text.insert(at, "[]{},:#&*!|>'\"-?$\n \t ".charAt(random.nextInt(21)));
        case 1 -> text.delete(at, end);
        case 2 -> text.insert(at, " ".repeat(random.nextInt(4)));
        case 3 -> text.insert(at, "\n".repeat(1 + random.nextInt(3)));
        case 4 -> text.insert(at, " # comment\n");
        case 5 -> text.insert(at, text.substring(at, end));
        default -> text.setLength(random.nextInt(4) == 0 ? at : text.length());
      }
    }
    return text.toString();
  }

  private static List<String> texts() {
    var texts = new ArrayList<String>(Samples.ALL);
    for (String folder : List.of("check", "yaml", "assist", "format")) {
      FixtureFile.cases(folder)
          .forEach(
              fixture -> {
                texts.add(fixture.text());
                texts.addAll(fixture.sections().values());
              });
    }
    texts.addAll(files(Path.of("src/test/fixtures/broken")));
    texts.addAll(files(Path.of("src/test/resources/fermata/definition")));
    texts.addAll(files(Path.of("../../agents-examples")));
    texts.removeIf(text -> text.length() > TEXT_UNITS_MAX);
    return texts;
  }

  private static List<String> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder, 2)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted()
          .map(FormatterTest::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
