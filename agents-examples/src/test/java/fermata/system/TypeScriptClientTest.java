package fermata.system;

import java.io.IOException;
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
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> tests.run(file)));
  }
}
