package fermata.definition.check;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.definition.fixture.Fixture;
import fermata.definition.fixture.FixtureFile;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is wrong with definitions, where, and what the fixes make of them. */
class CheckFixtureTest {

  private static final String FOLDER = "check";
  private static final String ABOUT_LINE_ENDS = "F8013";

  @TestFactory
  Stream<DynamicTest> findsWhatIsMarked() {
    return FixtureFile.tests(FOLDER, fixture -> new CheckCase(fixture).actual());
  }

  /** What the page of a code is made of, in {@code docs/diagnostics}. */
  @TestFactory
  Stream<DynamicTest> eachCodeHasACaseThatShowsItAloneAndOneWithoutIt() {
    return ProblemCatalogue.ALL.stream()
        .map(entry -> DynamicTest.dynamicTest(entry.code().code(), () -> show(entry.code())));
  }

  private static void show(ProblemCode code) {
    List<CheckCase> cases = casesOf(code);
    assertThat(cases)
        .as("add a case '=== %s WHAT TO DO' to src/test/fixtures/%s", code.code(), FOLDER)
        .isNotEmpty();
    CheckCase first = cases.getFirst();
    assertThat(first.fixture().sections())
        .as(
            "the first case of %s needs '>>> why' (what the problem leads to) and then '>>> good'",
            code.code())
        .containsKeys("why", "good");
    Set<String> alone = new TreeSet<>(first.fixture().section("beside").lines().toList());
    alone.add(code.code());
    assertThat(new TreeSet<>(codes(first, first.text())))
        .as(
            "the first case of %s shows it and nothing else ('>>> beside' lists what it cannot come without)",
            code.code())
        .isEqualTo(alone);
    assertThat(codes(first, first.good()))
        .as("the text under '>>> good' of %s has no problem", code.code())
        .isEmpty();
    for (CheckCase one : cases) {
      assertThat(codes(one, one.text())).as(one.fixture().title()).contains(code.code());
    }
  }

  @TestFactory
  Stream<DynamicTest> eachCodeButAnErrorIsIgnoredAsItsPageSays() {
    return ProblemCatalogue.ALL.stream()
        .map(ProblemCatalogue.Entry::code)
        .filter(code -> code.severity() != Severity.ERROR)
        .filter(code -> !code.name().startsWith("suppression/"))
        .map(code -> DynamicTest.dynamicTest(code.code(), () -> ignore(code)));
  }

  private static void ignore(ProblemCode code) {
    CheckCase one = casesOf(code).getFirst();
    String comment = "# fermata: ignore-file %s because\n".formatted(code.code());
    assertThat(codes(one, comment + one.text())).doesNotContain(code.code(), "F6002");
  }

  @Test
  void everyCaseIsAboutACodeThatExists() {
    Set<String> codes =
        ProblemCatalogue.ALL.stream().map(entry -> entry.code().code()).collect(Collectors.toSet());
    assertThat(FixtureFile.cases(FOLDER)).allMatch(fixture -> isAbout(fixture, codes));
  }

  /** Cases about several codes at once are titled with a word. */
  private static boolean isAbout(Fixture fixture, Set<String> codes) {
    return !fixture.title().matches("F\\d{4}.*") || codes.contains(fixture.title().substring(0, 5));
  }

  @Test
  void everyProblemOfEveryCaseIsInTheCatalogue() {
    Set<ProblemCode> known =
        ProblemCatalogue.ALL.stream().map(ProblemCatalogue.Entry::code).collect(Collectors.toSet());
    for (CheckCase one : cases()) {
      assertThat(one.problems(one.text())).extracting(Problem::code).allMatch(known::contains);
    }
  }

  @Test
  void theSameTextHasTheSameProblemsEveryTime() {
    for (CheckCase one : cases()) {
      assertThat(one.problems(one.text())).isEqualTo(one.problems(one.text()));
    }
  }

  /** A problem that is there hundreds of times is there after one of them is repaired. */
  @Test
  void everyFixTakesItsProblemAway() {
    for (CheckCase one : cases()) {
      if (!one.isRepeated()) {
        assertThat(one.actual().sections().keySet())
            .as(one.fixture().title())
            .noneMatch(name -> name.startsWith("fix ") && name.endsWith("(PROBLEM STAYS)"));
      }
    }
  }

  /** But for the one rule that is about them. */
  @Test
  void lineEndsMakeNoDifference() {
    for (CheckCase one : cases()) {
      String text = one.text().replace("\r", "");
      assertThat(codes(one, text.replace("\n", "\r\n")))
          .as(one.fixture().title())
          .filteredOn(code -> !code.equals(ABOUT_LINE_ENDS))
          .isEqualTo(codes(one, text));
    }
  }

  private static List<String> codes(CheckCase one, String text) {
    return one.problems(text).stream().map(problem -> problem.code().code()).toList();
  }

  private static List<CheckCase> cases() {
    return FixtureFile.cases(FOLDER).stream().map(CheckCase::new).toList();
  }

  private static List<CheckCase> casesOf(ProblemCode code) {
    return cases().stream().filter(one -> one.fixture().title().startsWith(code.code())).toList();
  }
}
