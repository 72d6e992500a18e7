package fermata.definition.format;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.definition.text.SourceText;
import fermata.definition.text.TextEdit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The indentation of a line that was just begun; {@code /} and {@code %} are line ends, {@code $}
 * is the cursor.
 */
class NewLineTest {

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        // after a key, with and without what may follow it
        "nodes:/$;nodes:/  $",
        "nodes: # all/$;nodes: # all/  $",
        "nodes: &n/$/edges: x;nodes: &n/  $/edges: x",
        "nodes:/  a:/$;nodes:/  a:/    $",
        "nodes:/  a:/      $;nodes:/  a:/    $",
        "\"it's\":/$;\"it's\":/  $",
        "nodes:%  a:%$;nodes:%  a:%    $",
        // after a value
        "a: don't/$;a: don't/$",
        "  a: b/$;  a: b/  $",
        "  a: b//$;  a: b//  $",
        "  # about: it/$;  # about: it/  $",
        // in lists
        "  -/$;  -/    $",
        "  - a: b/$;  - a: b/    $",
        "  - a:/$;  - a:/      $",
        "  - b/$;  - b/  $",
        "  - - b/$;  - - b/    $",
        "  -   a: b/$;  -   a: b/      $",
        // in texts
        "  a: |/$;  a: |/    $",
        "  - >-/$;  - >-/    $",
        "  a: |/      text: x/$;  a: |/      text: x/      $",
        "  a: |/    text:/$;  a: |/    text:/    $",
        "  a: \"text/$;  a: \"text/    $",
        // between brackets
        "a: [/$;a: [/  $",
        "  a: {b: 1,/$;  a: {b: 1,/    $",
        "a: [{/  b: 1/}, {/$;a: [{/  b: 1/}, {/  $",
        "{/  \"a\": 1,/$;{/  \"a\": 1,/  $",
        // a value that was cut off, and lines that are somebody's
        "  a:/$value;  a:/    $value",
        "  a: b/$c: d;  a: b/$c: d",
        "  a://$c: d;  a://$c: d",
        "$;$",
        "/$;/$"
      })
  void indentsALineThatWasJustBegun(String typed, String expected) {
    String marked = withLines(typed);
    int offset = marked.indexOf('$');
    String text = marked.replace("$", "");
    List<TextEdit> edits =
        NewLine.indent(new SourceText("a", text), offset).map(List::of).orElse(List.of());
    assertThat(TextEdit.apply(text, edits)).isEqualTo(withLines(expected).replace("$", ""));
  }

  @Test
  void indentsInFrontMatterAndNotInTheBody() {
    var agent = new SourceText("a.agent.md", "---\ninput:\n\n---\n  Text:\n\n");

    assertThat(NewLine.indent(agent, 11))
        .hasValueSatisfying(edit -> assertThat(edit.newText()).isEqualTo("  "));
    assertThat(NewLine.indent(agent, agent.text().length())).isEmpty();
  }

  private static String withLines(String marked) {
    return marked.replace("/", "\n").replace("%", "\r\n");
  }
}
