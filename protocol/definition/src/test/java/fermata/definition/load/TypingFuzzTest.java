package fermata.definition.load;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.definition.index.Declaration;
import fermata.definition.index.SymbolKind;
import fermata.definition.text.LineIndex;
import fermata.definition.text.Problem;
import fermata.definition.text.Severity;
import fermata.definition.text.SourceText;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlParser;
import fermata.definition.yaml.YamlProblems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Somebody writes a node of a good definition, a character at a time: whatever is half written, the
 * rest of the file keeps its form.
 *
 * <p>As long as the node itself has an error of form, nothing at all is told elsewhere that was not
 * told before, of whatever severity. Once it has a form, what follows from its meaning may be told:
 * an edge leads nowhere after its name was changed, an expression has no such output. Even then
 * errors elsewhere are of references, graphs and expressions (F2, F3). Every other node stays known
 * throughout, with its kind.
 *
 * <p>Left out, because the text then says something else: a node that holds an anchor, of which
 * others take over the value; a comment's mark before the name of a node, which takes the name
 * away. {@code -Dfuzz.seed} repeats one, {@code -Dfuzz.millis} prolongs.
 */
class TypingFuzzTest {

  private static final Path FOLDER = Path.of("src/test/fixtures/valid");

  /** What people begin and have not closed yet. */
  private static final List<String> OPENERS =
      List.of(
          "\"", "'", "[", "{", "${{ ", "|", ">", "&", "*", "!", "- ", "? ", ": ", "#", "@", "%");

  private final List<SourceText> texts = texts();

  @Test
  void theRestOfTheFileKeepsItsForm() {
    long start = System.nanoTime();
    long millis = Long.getLong("fuzz.millis", 3_000);
    long seed = Long.getLong("fuzz.seed", 1);
    do {
      type(seed++);
    } while ((System.nanoTime() - start) / 1_000_000 < millis);
  }

  /** Seed 193: the result of the run was told to be of the type that is not written yet. */
  @Test
  void theTypeOfAnOutputIsToldNowhereWhileItIsTyped() {
    SourceText text =
        texts.stream()
            .filter(each -> each.name().equals("turns.agent.yaml"))
            .findFirst()
            .orElseThrow();
    Span node =
        nodes(text).stream()
            .filter(each -> text.slice(each).contains("on_full"))
            .findFirst()
            .orElseThrow();
    String written = text.slice(node);
    String begun = written.substring(0, written.indexOf("{type:") + "{type:".length());
    check(193, text, node, begun + "\n");
  }

  private void type(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    SourceText text = texts.get(random.nextInt(texts.size()));
    List<Span> nodes = nodes(text);
    // Without any node the file is empty there, which is worth telling.
    if (nodes.size() < 2) {
      return;
    }
    Span node = nodes.get(random.nextInt(nodes.size()));
    String written = text.slice(node);
    // What an alias stands for is written elsewhere, so elsewhere changes with it.
    if (written.contains("&")) {
      return;
    }
    if (random.nextBoolean()) {
      String opener = OPENERS.get(random.nextInt(OPENERS.size()));
      int at = place(written, opener, random);
      check(seed, text, node, written.substring(0, at) + opener + written.substring(at));
    } else {
      int step = 1 + random.nextInt(7);
      for (int length = 1; length < written.length(); length += step) {
        check(seed, text, node, written.substring(0, length).stripTrailing() + "\n");
      }
    }
  }

  /**
   * Before the first word of the node, or somewhere behind its name; an opener in the indentation
   * of a line goes before its first word.
   */
  private static int place(String written, String opener, RandomGenerator random) {
    if (!opener.equals("#") && random.nextInt(4) == 0) {
      return written.length() - written.stripLeading().length();
    }
    int behindName = Math.min(written.indexOf(':') + 2, written.length() - 1);
    int at = random.nextInt(behindName, written.length());
    while (written.charAt(at) == ' ' && isBeforeText(written, at)) {
      at++;
    }
    return at;
  }

  private static boolean isBeforeText(String written, int at) {
    return written.substring(written.lastIndexOf('\n', at - 1) + 1, at).isBlank();
  }

  private static void check(long seed, SourceText whole, Span node, String written) {
    String before = whole.text().substring(0, node.start());
    String after = whole.text().substring(node.end());
    var text = new SourceText(whole.name(), before + written + after);
    var edited = new Span(before.length(), before.length() + written.length());
    LoadedAgent loaded = AgentLoader.load(text, FILES, BuiltinTools.knowledge());
    Predicate<Problem> isUnwanted =
        isHalfWritten(loaded, edited) ? isNew(whole) : TypingFuzzTest::isNoConsequence;
    assertThat(
            loaded.problems().stream()
                .filter(problem -> isOutside(problem, edited) && !isAboutName(problem, edited))
                .filter(isUnwanted))
        .as("-Dfuzz.seed=%d %s%n%s", seed, whole.name(), text.text())
        .isEmpty();
    if (isNameTaken(loaded)) {
      return;
    }
    assertThat(others(loaded, edited))
        .as("-Dfuzz.seed=%d %s%n%s", seed, whole.name(), text.text())
        .isEqualTo(others(load(whole), node));
  }

  private static boolean isNameTaken(LoadedAgent loaded) {
    return loaded.problems().stream()
        .anyMatch(problem -> problem.code().equals(YamlProblems.DUPLICATE_KEY));
  }

  private static boolean isOutside(Problem problem, Span edited) {
    return problem.span().end() < edited.start() || problem.span().start() > edited.end();
  }

  /** Whether the node itself has an error of how it is written. */
  private static boolean isHalfWritten(LoadedAgent loaded, Span edited) {
    return loaded.problems().stream()
        .anyMatch(
            problem ->
                problem.severity() == Severity.ERROR
                    && problem.code().isOfForm()
                    && edited.touches(problem.span().start()));
  }

  /** What the whole file is not told. */
  private static Predicate<Problem> isNew(SourceText whole) {
    Set<String> told =
        load(whole).problems().stream().map(TypingFuzzTest::words).collect(Collectors.toSet());
    return problem -> !told.contains(words(problem));
  }

  private static String words(Problem problem) {
    return problem.code().code() + " " + problem.message();
  }

  private static boolean isNoConsequence(Problem problem) {
    String family = problem.code().code().substring(0, 2);
    boolean isOfMeaning = family.equals("F2") || family.equals("F3");
    // An alias that is not written yet leaves its anchor without one.
    boolean isOfForm =
        problem.code().isOfForm() && !problem.code().name().equals("key/unused-anchor");
    return isOfForm || (problem.severity() == Severity.ERROR && !isOfMeaning);
  }

  /** A name that is half written may be that of another node, which is told at the later one. */
  private static boolean isAboutName(Problem problem, Span edited) {
    return problem.code().equals(YamlProblems.DUPLICATE_KEY)
        && problem.related().stream().anyMatch(first -> edited.touches(first.span().start()));
  }

  /** The nodes that are not edited, with their kinds. */
  private static List<String> others(LoadedAgent loaded, Span edited) {
    return loaded.index().declarations().stream()
        .filter(found -> found.symbol().kind() == SymbolKind.NODE)
        .filter(found -> !edited.touches(found.name().start()))
        .map(found -> found.symbol().name() + " " + found.detail())
        .toList();
  }

  /** The lines of each node that stands in a block of its own. */
  private static List<Span> nodes(SourceText text) {
    LineIndex lines = LineIndex.of(text.text());
    var found = new ArrayList<Span>();
    boolean isBlock =
        YamlParser.parse(text).value().root() instanceof YamlNode.Mapping root
            && root.find("nodes").orElse(null) instanceof YamlNode.Mapping nodes
            && !nodes.isFlow();
    for (Declaration node : isBlock ? load(text).index().declarations() : List.<Declaration>of()) {
      if (node.symbol().kind() == SymbolKind.NODE) {
        int first = lines.lineSpan(lines.line(node.name().start())).start();
        int last = lines.line(Math.max(node.whole().start(), node.whole().end() - 1));
        boolean isLast = last + 1 >= lines.lineCount();
        found.add(
            new Span(first, isLast ? text.text().length() : lines.lineSpan(last + 1).start()));
      }
    }
    return found;
  }

  private static LoadedAgent load(SourceText text) {
    return AgentLoader.load(text, FILES, BuiltinTools.knowledge());
  }

  private static final PromptFiles FILES =
      path ->
          Optional.of(FOLDER.resolve(path)).filter(Files::isRegularFile).map(TypingFuzzTest::read);

  private static SourceText read(Path file) {
    try {
      return new SourceText(file.getFileName().toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<SourceText> texts() {
    try (Stream<Path> all = Files.list(FOLDER)) {
      return all.filter(file -> file.toString().matches(".*\\.agent\\.ya?ml"))
          .sorted()
          .map(TypingFuzzTest::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
