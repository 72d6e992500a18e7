package fermata.definition.check;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.definition.load.AgentLoader;
import fermata.definition.load.BuiltinTools;
import fermata.definition.load.PromptFiles;
import fermata.definition.text.LineIndex;
import fermata.definition.text.Problem;
import fermata.definition.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A definition with twenty mistakes of different kinds: all are shown at once, each in its line and
 * nothing else, and the fixes repair them.
 *
 * <p>The comment at the end of a line names the mistake in it.
 */
class TwentyMistakesTest {

  private static final Pattern PLANTED = Pattern.compile("# (F\\d{4})$");

  private final String text;

  TwentyMistakesTest() throws IOException {
    text = Files.readString(Path.of("src/test/fixtures/mistakes/twenty.agent.yaml"));
  }

  @Test
  void showsExactlyTheTwentyEachInItsLine() {
    List<String> planted = planted();
    LineIndex lines = LineIndex.of(text);

    assertThat(planted).hasSize(20).doesNotHaveDuplicates();
    assertThat(problems(text))
        .extracting(problem -> lines.line(problem.span().start()) + " " + problem.code().code())
        .containsExactlyElementsOf(planted);
    assertThat(problems(text))
        .allMatch(
            problem -> lines.line(problem.span().start()) == lines.line(problem.span().end()));
  }

  @Test
  void repairsAtLeastEighteenOfThemEachWithoutAnotherProblem() {
    List<Problem> problems = problems(text);

    assertThat(problems.stream().filter(problem -> repaired(text, problem).isPresent()).count())
        .isGreaterThanOrEqualTo(18);
  }

  @Test
  void leavesNothingButWhatHasNoFixWhenAllFixesAreTaken() {
    String repaired = text;
    Optional<String> next = Optional.of(text);
    while (next.isPresent()) {
      repaired = next.get();
      String current = repaired;
      next =
          problems(current).stream()
              .flatMap(problem -> repaired(current, problem).stream())
              .findFirst();
    }

    assertThat(problems(repaired).size()).isLessThanOrEqualTo(2);
  }

  private List<String> planted() {
    var planted = new ArrayList<String>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      var matcher = PLANTED.matcher(lines.get(i));
      if (matcher.find()) {
        planted.add(i + " " + matcher.group(1));
      }
    }
    return planted;
  }

  /** The text after a fix that takes the problem away and brings no other. */
  private static Optional<String> repaired(String text, Problem problem) {
    List<String> others = said(problems(text).stream().filter(other -> !other.equals(problem)));
    return problem.fixes().stream()
        .map(fix -> CheckCase.apply(text, fix.edits()))
        .filter(fixed -> said(problems(fixed).stream()).equals(others))
        .findFirst();
  }

  private static List<String> said(Stream<Problem> problems) {
    return problems.map(problem -> problem.code().code()).toList();
  }

  private static List<Problem> problems(String text) {
    var source = new SourceText("twenty", text);
    return AgentLoader.load(source, PromptFiles.NONE, BuiltinTools.knowledge()).problems();
  }
}
