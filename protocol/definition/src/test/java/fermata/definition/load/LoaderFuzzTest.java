package fermata.definition.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fermata.definition.fixture.FixtureFile;
import fermata.definition.text.Problem;
import fermata.definition.text.SourceText;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import fermata.definition.tool.ToolKnowledge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Random damage to the cases of the checks and to the example agents; {@code -Dfuzz.seed} repeats
 * one, {@code -Dfuzz.count} prolongs.
 */
class LoaderFuzzTest {

  /** Cases above this size are about limits; they would take most of the time. */
  private static final int TEXT_UNITS_MAX = 20_000;

  private static final ToolKnowledge TOOLS = BuiltinTools.knowledge();
  private static final PromptFiles FILES =
      path -> Optional.of(new SourceText(path, "${{ input.x }} and ${{"));

  @Test
  void readsAnyText() {
    List<String> texts = texts();
    long first = Long.getLong("fuzz.seed", 1);
    long count = Long.getLong("fuzz.count", 2_000);
    for (long seed = first; seed < first + count; seed++) {
      String text = damaged(texts, seed);
      try {
        check(text);
      } catch (RuntimeException | AssertionError | StackOverflowError e) {
        throw new AssertionError("-Dfuzz.seed=%d%n%s".formatted(seed, text), e);
      }
    }
  }

  @Test
  void readsAnyBytes() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    for (int i = 0; i < 200; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      check(new String(bytes, UTF_8));
      check("agent: x\nnodes:\n  a: {ask: \"" + new String(bytes, UTF_8) + "\"}\n");
    }
  }

  /** Seed 80015: what begins with the last line went on in the first part. */
  @Test
  void endsProblemsWhereTheTextEnds() {
    check("agent: desk\ninclude:\n  - limits.yaml\n  - shared/nodes.part.yaml\n6# ^ F2001: c (as");
  }

  /** Seed 5947: the path began behind the name of the file. */
  @Test
  void readsNamesOfAgentsThatLookLikeFiles() {
    check("agent: explain.agent.mdg: recordings/explain.ndjson\n");
    check("agent: a/explain.agent.yaml/b\nnodes: {a: {agent: .agent./x}}\n");
  }

  private static void check(String text) {
    check(new SourceText("fuzz", text));
    check(new SourceText("fuzz.agent.md", "---\n" + text));
    check(new SourceText(".claude/agents/fuzz.md", text + "\n---\n" + text));
  }

  private static void check(SourceText source) {
    String text = source.text();
    LoadedAgent loaded = AgentLoader.load(source, FILES, TOOLS);
    loaded.problems().forEach(problem -> check(problem, text));
    ToolCatalogLoader.load(source).problems().forEach(problem -> check(problem, text));
    assertThat(loaded.problems()).isSortedAccordingTo(LoaderFuzzTest::byPlace);
    if (text.length() % 8 == 0) {
      LoadedAgent again = AgentLoader.load(source, FILES, TOOLS);
      assertThat(again.problems()).isEqualTo(loaded.problems());
      assertThat(again.definition()).isEqualTo(loaded.definition());
    }
  }

  private static int byPlace(Problem left, Problem right) {
    return Integer.compare(left.span().start(), right.span().start());
  }

  private static void check(Problem problem, String text) {
    assertThat(problem.span()).matches(span -> isWithin(span, text));
    assertThat(problem.message()).isNotBlank().doesNotEndWith(".");
    problem.related().forEach(place -> assertThat(place.span()).matches(s -> isWithin(s, text)));
    for (Problem.Fix fix : problem.fixes()) {
      assertThat(fix.edits()).isNotEmpty();
      assertThat(fix.edits()).extracting(TextEdit::span).allMatch(span -> isWithin(span, text));
    }
  }

  private static boolean isWithin(Span span, String text) {
    return span.end() <= text.length();
  }

  private static String damaged(List<String> texts, long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    var text = new StringBuilder(texts.get(random.nextInt(texts.size())));
    String other = texts.get(random.nextInt(texts.size()));
    for (int left = random.nextInt(6); left >= 0; left--) {
      damage(text, other, random);
    }
    return text.toString();
  }

  private static void damage(StringBuilder text, String other, RandomGenerator random) {
    int at = random.nextInt(text.length() + 1);
    int end = Math.min(text.length(), at + random.nextInt(20));
    int from = random.nextInt(other.length() + 1);
    String piece = other.substring(from, Math.min(other.length(), from + random.nextInt(60)));
    switch (random.nextInt(7)) {
      case 0 -> text.insert(at, "[]{},:#&*!|>'\"-?$\n \t\uD83D\u0000".charAt(random.nextInt(22)));
      case 1 -> text.delete(at, end);
      case 2 -> text.insert(at, text.substring(at, end));
      case 3 -> text.insert(at, piece);
      case 4 -> text.replace(at, end, piece);
      case 5 -> text.insert(at, Long.toString(random.nextLong()));
      default -> text.setLength(random.nextInt(4) == 0 ? at : text.length());
    }
  }

  private static List<String> texts() {
    var texts = new ArrayList<String>();
    FixtureFile.cases("check").forEach(fixture -> texts.add(fixture.text()));
    examples().forEach(texts::add);
    texts.removeIf(text -> text.length() > TEXT_UNITS_MAX);
    return texts;
  }

  private static List<String> examples() {
    try (Stream<Path> files = Files.walk(Path.of("../../agents-examples"), 2)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted()
          .map(LoaderFuzzTest::read)
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
