package fermata.definition.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.definition.fixture.SharedData;
import fermata.definition.text.Parsed;
import fermata.definition.text.Problem;
import fermata.definition.text.Severity;
import fermata.definition.text.SourceText;
import fermata.definition.yaml.YamlSuite.Case;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The YAML test suite, but for the cases that the resource {@code unsupported.txt} names. */
class YamlSuiteTest {

  @Test
  void readsTheSuiteButForWhatIsListed() {
    var failures = new ArrayList<String>();
    Set<String> unsupported = unsupported();
    for (Case each : cases()) {
      String fault = fault(each);
      if (fault.isEmpty() == unsupported.contains(each.id())) {
        failures.add(each + ":\n" + each.yaml() + "\n" + fault);
      }
    }
    assertThat(failures).as("failed without being listed, or listed without failing").isEmpty();
  }

  @Test
  void keepsTheInvariantsForTheSuite() {
    for (Case each : cases()) {
      TreeInvariants.check(parse(each));
    }
  }

  private static Parsed<YamlDocument> parse(Case each) {
    return YamlParser.parse(new SourceText(each.id(), each.yaml()));
  }

  /** {@return what is wrong; empty where all is well} */
  private static String fault(Case each) {
    Parsed<YamlDocument> parsed = parse(each);
    if (each.fails()) {
      return parsed.isUsable() ? "no problem, though it must fail" : "";
    }
    if (each.documentCount() > 1 && parsed.problems().stream().noneMatch(p -> isSeveral(p))) {
      return "several documents and no problem";
    }
    List<Problem> errors = parsed.problems().stream().filter(YamlSuiteTest::isError).toList();
    List<String> events = TreeEvents.of(parsed.value().root());
    boolean isRight = errors.isEmpty() && events.equals(each.firstDocument());
    return isRight ? "" : errors + "\nexpected " + each.firstDocument() + "\nbut was  " + events;
  }

  /** A file holds one document; that a second one is refused is as it should be. */
  private static boolean isError(Problem problem) {
    return problem.severity() == Severity.ERROR && !isSeveral(problem);
  }

  private static boolean isSeveral(Problem problem) {
    return problem.code().equals(YamlProblems.SEVERAL_DOCUMENTS);
  }

  private static List<Case> cases() {
    return SharedData.find("yaml-test-suite/src").map(YamlSuite::load).orElse(List.of());
  }

  private static Set<String> unsupported() {
    try (InputStream lines = YamlSuiteTest.class.getResourceAsStream("unsupported.txt")) {
      assertThat(lines).isNotNull();
      return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.substring(0, line.indexOf(' ')))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
