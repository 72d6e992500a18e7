package fermata.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The tests of the TypeScript client, against daemons of this build. */
final class TypeScriptClientTest {

  @TestFactory
  @Execution(ExecutionMode.CONCURRENT)
  Stream<DynamicTest> passesItsOwnTests() throws IOException, InterruptedException {
    var tests = new NodeTests(Fermata.root().resolve("client-stubs/typescript"));
    return tests
        .compiled()
        .map(
            file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> run(tests, file)));
  }

  private static void run(NodeTests tests, Path file) throws IOException, InterruptedException {
    String printed = tests.run(file);
    if (file.getFileName().toString().startsWith("transcripts.")) {
      assertThat(TranscriptsTest.transcripts())
          .allSatisfy(name -> assertThat(printed).containsPattern("(?m)ok \\d+ - " + name + "$"));
    }
  }
}
