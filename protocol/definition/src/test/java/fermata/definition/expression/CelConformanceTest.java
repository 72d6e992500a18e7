package fermata.definition.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fermata.definition.expression.ConformanceCase.Outcome;
import fermata.definition.fixture.SharedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The cases of the CEL specification that the language has: each value, and each error. */
class CelConformanceTest {

  private final Unsupported unsupported = Unsupported.read();

  @TestFactory
  Stream<DynamicTest> evaluatesEveryCaseOfTheSubset() {
    return cases().stream()
        .filter(one -> !unsupported.covers(one))
        .map(one -> DynamicTest.dynamicTest(one.id(), () -> assertPasses(one)));
  }

  private static void assertPasses(ConformanceCase one) {
    Outcome actual = one.evaluate();
    if (one.expected() instanceof Outcome.Failed) {
      assertThat(actual).as(one.source()).isInstanceOf(Outcome.Failed.class);
    } else {
      assertThat(actual).as(one.source()).isEqualTo(one.expected());
    }
    assertThat(one.problems()).as(one.source()).isEmpty();
  }

  @Test
  void leavesOutAsManyCasesAsAreListed() {
    var counts =
        cases().stream()
            .map(unsupported::entryFor)
            .flatMap(Optional::stream)
            .collect(Collectors.groupingBy(Unsupported.Entry::name, Collectors.summingInt(_ -> 1)));
    assertThat(counts)
        .isEqualTo(
            unsupported.entries().stream()
                .collect(Collectors.toMap(Unsupported.Entry::name, Unsupported.Entry::caseCount)));
  }

  // Of a case that expects an error nothing is known: what is not in the language is one too.
  @Test
  void leavesOutNoCaseThatPasses() {
    var passing =
        cases().stream()
            .filter(unsupported::covers)
            .filter(one -> one.canBeExpected() && one.expected() instanceof Outcome.Valued)
            .filter(one -> one.problems().isEmpty() && one.evaluate().equals(one.expected()))
            .map(ConformanceCase::id)
            .toList();
    assertThat(passing).isEmpty();
  }

  private static List<ConformanceCase> cases() {
    Optional<Path> folder = SharedData.find("cel-spec");
    assumeTrue(folder.isPresent(), "../shared/data/cel-spec is missing");
    try (Stream<Path> files = Files.list(folder.get())) {
      return files
          .filter(file -> file.toString().endsWith(".textproto"))
          .sorted()
          .flatMap(file -> ConformanceCase.read(file).stream())
          .toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
