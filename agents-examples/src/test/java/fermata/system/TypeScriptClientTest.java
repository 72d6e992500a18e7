package fermata.system;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The tests of the TypeScript client, against daemons of this build. */
final class TypeScriptClientTest {

  @TestFactory
  Stream<DynamicTest> passesItsOwnTests() throws IOException, InterruptedException {
    var tests = new NodeTests(Fermata.root().resolve("client-stubs/typescript"));
    return tests
        .compiled()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> tests.run(file)));
  }
}
