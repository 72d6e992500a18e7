package fermata.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.engine.fold.Fold;
import fermata.engine.state.RunState;
import fermata.engine.state.RunStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What can be made of the first events of a run, however many there are. */
class PrefixTest {

  @TestFactory
  Stream<DynamicTest> givesTheSameStateWhereverTheFoldIsInterrupted() throws IOException {
    return tests(PrefixTest::foldInParts);
  }

  private static void foldInParts(Journal journal) {
    RunState whole = Fold.initial();
    for (int count = 0; count <= journal.entries().size(); count++) {
      Journal found = found(journal, count);
      assertThat(found.state()).isEqualTo(whole);
      assertThat(found.state().toString()).isEqualTo(whole.toString());
      if (count < journal.entries().size()) {
        Journal.Entry next = journal.entries().get(count);
        whole = Fold.apply(journal.definition(), whole, next.event(), next.at());
      }
    }
    assertThat(whole).isEqualTo(journal.state());
  }

  @TestFactory
  Stream<DynamicTest> leadsToAnEndAfterACrash() throws IOException {
    return tests(journal -> journal.ends().forEach(count -> drain(found(journal, count), count)));
  }

  /** The store keeps the events of an advance together; should it fail in that, runs still end. */
  @TestFactory
  Stream<DynamicTest> leadsToAnEndEvenWhenAnAdvanceIsTorn() throws IOException {
    return tests(
        journal -> {
          for (int count = 1; count < journal.entries().size(); count++) {
            Journal found = found(journal, count);
            found.invariants().tear();
            drain(found, count);
          }
        });
  }

  // The invariants, which go on from the events found, say that nothing with an outcome is
  // repeated,
  // that what may have happened is not repeated unasked, and that there is one end.
  private static void drain(Journal found, int seed) {
    SimShell.found(found, new SplittableRandom(seed)).drain();
    assertThat(found.invariants().terminal()).isPresent();
    assertThat(found.state().status().isTerminal()).isTrue();
  }

  private static Journal found(Journal journal, int count) {
    return Journal.found(journal.definition(), journal.entries().subList(0, count));
  }

  private interface Check {
    void of(Journal journal);
  }

  private static Stream<DynamicTest> tests(Check check) throws IOException {
    return ScenarioTest.files().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    ScenarioTest.name(file), file.toUri(), () -> check.of(journal(file))));
  }

  private static Journal journal(Path file) throws IOException {
    Journal journal = ScenarioTest.run(file).journal();
    assertThat(journal.state().status()).isNotEqualTo(RunStatus.NEW);
    return journal;
  }
}
