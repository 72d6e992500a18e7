package fermata.cli.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fermata.cli.console.CommandFailure;
import fermata.definition.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class TestFileTest {

  private static final Path FILE = Path.of("/home/ann/desk/review.test.yaml");

  @TestFactory
  Stream<DynamicTest> refusesWhatItDoesNotUnderstand() throws IOException {
    String cases = Files.readString(Path.of("src/test/fixtures/test/refused.txt"));
    return Stream.of(cases.split("\n\n", -1)).map(TestFileTest::refused);
  }

  private static DynamicTest refused(String one) {
    String[] parts = one.split("\n---- ", -1);
    String message = parts[1].strip();
    return DynamicTest.dynamicTest(
        message,
        () ->
            assertThatThrownBy(() -> read(parts[0] + "\n"))
                .isInstanceOfSatisfying(
                    CommandFailure.class,
                    failure ->
                        assertThat(failure.message()).startsWith("review.test.yaml: " + message)));
  }

  @Test
  void takesFromTheTopWhatATestDoesNotSay() {
    List<AgentTest> tests =
        read(
            """
            agent: agents/a.agent.yaml
            recording: a.ndjson
            timeout: 5s
            x-owner: somebody
            tests:
              - {name: one, expect: {status: completed}}
              - {name: two, agent: b.agent.yaml, workspace: files, timeout: 2m, entry: night, expect: {events: [run.held]}}
            """);

    assertThat(tests).extracting(AgentTest::name).containsExactly("one", "two");
    AgentTest one = tests.getFirst();
    assertThat(one.agent()).isEqualTo(Path.of("/home/ann/desk/agents/a.agent.yaml"));
    assertThat(one.workspace()).isEqualTo(Path.of("/home/ann/desk/agents"));
    assertThat(one.recording()).isEqualTo(Path.of("/home/ann/desk/a.ndjson"));
    assertThat(one.timeout()).isEqualTo(Duration.ofSeconds(5));
    AgentTest two = tests.getLast();
    assertThat(two.agent()).isEqualTo(Path.of("/home/ann/desk/b.agent.yaml"));
    assertThat(two.workspace()).isEqualTo(Path.of("/home/ann/desk/files"));
    assertThat(two.entry()).isEqualTo("night");
    assertThat(two.timeout()).isEqualTo(Duration.ofMinutes(2));
    assertThat(two.expected().events().getFirst().path("type").asText()).isEqualTo("run.held");
  }

  private static List<AgentTest> read(String text) {
    return TestFile.read(FILE, new SourceText("review.test.yaml", text), "review.test.yaml");
  }
}
