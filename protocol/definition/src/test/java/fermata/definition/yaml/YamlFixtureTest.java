package fermata.definition.yaml;

import fermata.definition.fixture.Fixture;
import fermata.definition.fixture.FixtureFile;
import fermata.definition.fixture.Marks;
import fermata.definition.text.Parsed;
import fermata.definition.text.Problem;
import fermata.definition.text.SourceText;
import fermata.definition.text.TextEdit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The problems of broken texts, what is still read from them, and what the fixes make of them. */
class YamlFixtureTest {

  @TestFactory
  Stream<DynamicTest> readsBrokenText() {
    return FixtureFile.tests("yaml", YamlFixtureTest::actual);
  }

  private static Fixture actual(Fixture fixture) {
    String text = Marks.strip(fixture.text());
    Parsed<YamlDocument> parsed = YamlParser.parse(new SourceText("fixture", text));
    TreeInvariants.check(parsed);
    String marked = Marks.add(text, parsed.problems());
    Fixture actual =
        new Fixture(fixture.title(), marked, new LinkedHashMap<>())
            .with("json", YamlValues.toJson(parsed.value().root()) + "\n");
    int number = 1;
    for (Problem problem : parsed.problems()) {
      for (Problem.Fix fix : problem.fixes()) {
        String fixed = apply(text, fix.edits());
        String left = isRemoved(parsed, fixed) ? "" : " (PROBLEM STAYS)";
        actual = actual.with("fix " + number++ + ": " + fix.title() + left, fixed);
      }
    }
    return actual;
  }

  /** Whether a fix removes its problem and adds none. */
  private static boolean isRemoved(Parsed<YamlDocument> before, String fixed) {
    int after = YamlParser.parse(new SourceText("fixture", fixed)).problems().size();
    return after < before.problems().size();
  }

  static String apply(String text, List<TextEdit> edits) {
    var fixed = new StringBuilder(text);
    for (TextEdit edit : edits.reversed()) {
      fixed.replace(edit.span().start(), edit.span().end(), edit.newText());
    }
    return fixed.toString();
  }
}
