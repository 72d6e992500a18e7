package fermata.definition.format;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.definition.text.SourceText;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import fermata.definition.yaml.YamlParser;
import fermata.definition.yaml.YamlValues;
import org.junit.jupiter.api.Test;

/** The layout of some lines of a text; the lines between {@code «} and {@code »} are asked for. */
class FormatRangeTest {

  private static String formatted(String marked) {
    String text = marked.replace("«", "").replace("»", "");
    var span = new Span(marked.indexOf('«'), marked.indexOf('»') - 1);
    var source = new SourceText("a.agent.yaml", text);
    var done = (Formatting.Done) Formatter.formatRange(source, span);
    return TextEdit.apply(text, done.edits());
  }

  @Test
  void leavesOtherLinesAlone() {
    assertThat(
            formatted(
                """
                agent:   a
                model:   b/«c
                version: »  1
                recovery:   ask
                """))
        .isEqualTo(
            """
            agent:   a
            model: b/c
            version: 1
            recovery:   ask
            """);
  }

  @Test
  void endsBeforeALineOfWhichNothingIsAskedFor() {
    assertThat(formatted("«a:   1\n»b:   2\n")).isEqualTo("a: 1\nb:   2\n");
  }

  @Test
  void movesTheEntryThatTheLinesBelongToWhereTheyCannotMoveAlone() {
    assertThat(
            formatted(
                """
                nodes:
                  a:
                      prompt:   x
                      ret«ry:   {attempts: 3}»
                  b:
                      prompt:   y
                """))
        .isEqualTo(
            """
            nodes:
              a:
                prompt: x
                retry: {attempts: 3}
              b:
                  prompt:   y
            """);
  }

  @Test
  void movesTheSectionWhereTheEntryCannotMoveAlone() {
    assertThat(
            formatted(
                """
                agent:   a
                nodes:
                    a:
                        prompt:   «x»
                    b: {prompt:   y}
                model:   b/c
                """))
        .isEqualTo(
            """
            agent:   a
            nodes:
              a:
                prompt: x
              b: {prompt: y}
            model:   b/c
            """);
  }

  @Test
  void movesAWholeTextWhereItMust() {
    assertThat(formatted("  a: 1\n  «b»: 2\n")).isEqualTo("a: 1\nb: 2\n");
  }

  @Test
  void keepsWhatAnyTextSaysForAnyLines() {
    for (long seed = 1; seed < 300; seed++) {
      String text = RandomText.of(seed);
      int length = text.length();
      int start = (int) (seed * 7919 % (length + 1));
      var source = new SourceText("a", text);
      var span = new Span(start, Math.min(length, start + (int) (seed % 60)));
      var done = (Formatting.Done) Formatter.formatRange(source, span);
      var after = new SourceText("a", TextEdit.apply(text, done.edits()));
      assertThat(YamlValues.toJson(YamlParser.parse(after).value().root()))
          .as("seed %d", seed)
          .isEqualTo(YamlValues.toJson(YamlParser.parse(source).value().root()));
    }
  }

  @Test
  void saysWhatIsInTheWay() {
    var source = new SourceText("a", "a:   1\nb: [\n");
    assertThat(Formatter.formatRange(source, new Span(0, 1)))
        .isInstanceOfSatisfying(
            Formatting.Broken.class,
            broken -> assertThat(broken.problem().code().code()).isEqualTo("F1002"));
  }
}
