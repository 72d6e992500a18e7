package fermata.definition.check;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.definition.fixture.FixtureFile;
import fermata.definition.suppress.IgnoreFixes;
import fermata.definition.text.LineIndex;
import fermata.definition.text.Problem;
import fermata.definition.text.Severity;
import fermata.definition.text.SourceText;
import fermata.definition.yaml.DocumentParser;
import fermata.definition.yaml.FrontMatter;
import fermata.definition.yaml.YamlDocument;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The comments that editors offer leave out what they are offered for, and nothing else. */
class IgnoreFixesTest {

  @TestFactory
  Stream<DynamicTest> eachLeavesOutItsProblemInEveryCase() {
    return FixtureFile.cases("check").stream()
        .map(CheckCase::new)
        .map(one -> DynamicTest.dynamicTest(one.fixture().title(), () -> tryAll(one)));
  }

  private static void tryAll(CheckCase one) {
    List<Problem> before = one.problems(one.text());
    for (Problem problem : before) {
      List<Problem.Fix> fixes = IgnoreFixes.of(document(one.name(), one.text()), problem);
      boolean isOffered =
          problem.severity() != Severity.ERROR
              && !problem.code().code().startsWith("F60")
              && isWhereCommentsAre(one, problem);
      assertThat(fixes).hasSize(isOffered ? 2 : 0);
      if (isOffered) {
        int line = line(one.text(), problem);
        String code = problem.code().code();
        compare(one, fixes.get(0), before, other -> !isAt(one.text(), other, code, line));
        compare(one, fixes.get(1), before, other -> !other.code().code().equals(code));
      }
    }
  }

  /** In Markdown only front matter has comments. */
  private static boolean isWhereCommentsAre(CheckCase one, Problem problem) {
    return !one.name().endsWith(".md")
        || FrontMatter.of(one.text()).yaml().touches(problem.span().start());
  }

  private static void compare(
      CheckCase one, Problem.Fix fix, List<Problem> before, Predicate<Problem> stays) {
    String fixed = CheckCase.apply(one.text(), fix.edits());
    assertThat(one.problems(fixed))
        .as(fix.title() + "\n" + fixed)
        .extracting(problem -> problem.code().code() + problem.message())
        .containsExactlyElementsOf(
            before.stream()
                .filter(stays)
                .map(problem -> problem.code().code() + problem.message())
                .toList());
  }

  private static boolean isAt(String text, Problem problem, String code, int line) {
    return problem.code().code().equals(code) && line(text, problem) == line;
  }

  private static int line(String text, Problem problem) {
    return LineIndex.of(text).line(problem.span().start());
  }

  private static YamlDocument document(String name, String text) {
    return DocumentParser.parse(new SourceText(name, text)).value();
  }

  private static final String HINT = "agent: desk\nvariables:\n  x: 1\nnodes: {a: {set: {n: 1}}}\n";

  private static Problem unused(YamlDocument document) {
    CheckCase one = new CheckCase(FixtureFile.cases("check").getFirst());
    return one.load(document.source()).problems().stream()
        .filter(problem -> problem.code().code().equals("F2009"))
        .findFirst()
        .orElseThrow();
  }

  private static String fixed(String text, int fix) {
    YamlDocument document = document("desk.agent.yaml", text);
    return CheckCase.apply(text, IgnoreFixes.of(document, unused(document)).get(fix).edits());
  }

  @Test
  void writesTheCommentAboveTheLineAndAboveTheFirstKey() {
    assertThat(fixed(HINT, 0)).contains("variables:\n  # fermata: ignore F2009\n  x: 1\n");
    assertThat(fixed("# what it is for\n" + HINT, 1))
        .startsWith("# what it is for\n# fermata: ignore-file F2009\nagent: desk\n");
    assertThat(fixed(HINT.replace("\n", "\r\n"), 0))
        .contains("variables:\r\n  # fermata: ignore F2009\r\n  x: 1\r\n");
  }

  @Test
  void addsTheCodeToACommentThatIsThere() {
    String above = HINT.replace("  x: 1", "  # fermata: ignore F2010 why\n  x: 1");
    assertThat(fixed(above, 0)).contains("  # fermata: ignore F2010, F2009 why\n  x: 1");
    String behind = HINT.replace("  x: 1", "  x: 1 # fermata: ignore F2010");
    assertThat(fixed(behind, 0)).contains("  x: 1 # fermata: ignore F2010, F2009\n");
    assertThat(fixed("# fermata: ignore-file F2010\n" + HINT, 1))
        .startsWith("# fermata: ignore-file F2010, F2009\nagent");
  }

  @Test
  void offersNothingInJson() {
    YamlDocument json =
        document("desk.agent.json", "{\"agent\": \"a\", \"variables\": {\"x\": 1}, \"nodes\": {}}");
    assertThat(IgnoreFixes.of(json, unused(json))).isEmpty();
  }

  @Test
  void manyCommentsCostNoMoreThanTheirNumber() {
    int count = 10_000;
    String text =
        "agent: desk\nvariables:\n"
            + "  # fermata: ignore F2009\n".repeat(count)
            + "  x: 1\n"
            + "  # fermata: ignore-file F2009\n".repeat(count)
            + "nodes: {a: {set: {n: 1}}}\n";
    CheckCase one = new CheckCase(FixtureFile.cases("check").getFirst());
    List<Problem> problems = one.problems(text);
    assertThat(problems).hasSizeGreaterThan(1_000).noneMatch(p -> p.code().code().equals("F2009"));
  }
}
