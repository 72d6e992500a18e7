package fermata.definition.graph;

import fermata.definition.fixture.Fixture;
import fermata.definition.fixture.FixtureFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each case is a definition and its pictures.
 *
 * <p>The sections of a case say which: {@code svg}, {@code mermaid}, {@code dot}, {@code text 80}
 * and {@code ascii 80} with the columns that there are.
 */
class GraphFixtureTest {

  @TestFactory
  Stream<DynamicTest> drawsDefinitions() {
    return FixtureFile.tests("graph", GraphFixtureTest::actual);
  }

  private static Fixture actual(Fixture fixture) {
    Picture picture = Pictures.of(fixture.text());
    Fixture drawn = fixture;
    for (String section : fixture.sections().keySet()) {
      drawn = drawn.with(section, drawn(picture, section));
    }
    return drawn;
  }

  private static String drawn(Picture picture, String section) {
    String[] words = section.split(" ", -1);
    return switch (words[0]) {
      case "svg" -> SvgDrawing.draw(picture).orElse("too large\n");
      case "mermaid" -> MermaidText.draw(picture);
      case "dot" -> DotText.draw(picture);
      case "text" -> Pictures.text(picture, Integer.parseInt(words[1]), Glyphs.UNICODE);
      case "ascii" -> Pictures.text(picture, Integer.parseInt(words[1]), Glyphs.ASCII);
      default -> throw new AssertionError("no such picture: " + section);
    };
  }
}
