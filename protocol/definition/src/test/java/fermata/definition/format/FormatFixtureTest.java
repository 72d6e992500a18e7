package fermata.definition.format;

import fermata.definition.fixture.Fixture;
import fermata.definition.fixture.FixtureFile;
import fermata.definition.text.SourceText;
import fermata.definition.text.TextEdit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Texts and their layout. */
class FormatFixtureTest {

  @TestFactory
  Stream<DynamicTest> givesTextsTheirLayout() {
    return FixtureFile.tests("format", FormatFixtureTest::actual);
  }

  private static Fixture actual(Fixture fixture) {
    String name = fixture.sections().getOrDefault("name", "a.agent.yaml").strip();
    return switch (Formatter.format(new SourceText(name, fixture.text()))) {
      case Formatting.Done(var edits) ->
          fixture.with("formatted", TextEdit.apply(fixture.text(), edits));
      case Formatting.Broken(var problem) ->
          fixture.with("broken", problem.code().code() + ": " + problem.message() + "\n");
      case Formatting.Unsure() -> fixture.with("unsure", "");
    };
  }
}
