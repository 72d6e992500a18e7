package fermata.definition.format;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.definition.format.Token.Kind;
import fermata.definition.load.AgentLoader;
import fermata.definition.load.BuiltinTools;
import fermata.definition.load.LoadedAgent;
import fermata.definition.load.PromptFiles;
import fermata.definition.text.Parsed;
import fermata.definition.text.SourceText;
import fermata.definition.text.TextEdit;
import fermata.definition.yaml.YamlDocument;
import fermata.definition.yaml.YamlParser;
import fermata.definition.yaml.YamlValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What holds for the layout of any text. */
final class FormatProperties {

  private static final PromptFiles NO_FILES = _ -> Optional.empty();

  private FormatProperties() {}

  /** Formats a text and looks at what became of it; {@return whether it was sound}. */
  static boolean check(String text) {
    var source = new SourceText("a.agent.yaml", text);
    return switch (Formatter.format(source)) {
      case Formatting.Done(var edits) -> {
        checkEdits(source.text(), edits);
        String formatted = TextEdit.apply(source.text(), edits);
        checkSameContent(source, new SourceText("a.agent.yaml", formatted));
        checkLayout(formatted);
        yield true;
      }
      case Formatting.Broken _ -> false;
      case Formatting.Unsure() -> throw new AssertionError("not the same:\n" + tried(source));
    };
  }

  private static String tried(SourceText source) {
    return Formatter.edits(YamlParser.parse(source).value())
        .map(edits -> TextEdit.apply(source.text(), edits))
        .orElse("no tokens");
  }

  private static void checkEdits(String text, List<TextEdit> edits) {
    int offset = 0;
    for (TextEdit edit : edits) {
      assertThat(edit.span().start()).isGreaterThanOrEqualTo(offset);
      offset = edit.span().end();
      assertThat(text.substring(edit.span().start(), offset)).isBlank();
      assertThat(edit.newText()).isBlank();
    }
  }

  private static void checkSameContent(SourceText source, SourceText formatted) {
    assertThat(value(formatted)).isEqualTo(value(source));
    assertThat(content(formatted)).isEqualTo(content(source));
    LoadedAgent before = AgentLoader.load(source, NO_FILES, BuiltinTools.knowledge());
    LoadedAgent after = AgentLoader.load(formatted, NO_FILES, BuiltinTools.knowledge());
    assertThat(codes(after)).isEqualTo(codes(before));
    if (before.isUsable()) {
      assertThat(after.usable()).isEqualTo(before.usable());
      assertThat(after.usable().digest()).isEqualTo(before.usable().digest());
    }
  }

  private static Object value(SourceText source) {
    return YamlValues.toJson(YamlParser.parse(source).value().root());
  }

  private static List<String> codes(LoadedAgent agent) {
    return agent.problems().stream().map(problem -> problem.code().code()).sorted().toList();
  }

  /**
   * The text of each token without white space, and whether it begins a line: comments stay between
   * the same neighbours, and on the same side of a line end.
   */
  private static List<String> content(SourceText source) {
    Parsed<YamlDocument> parsed = YamlParser.parse(source);
    Tokens tokens =
        Tokens.of(new LayoutText(source.text()), parsed.value()).orElseThrow(AssertionError::new);
    var content = new ArrayList<String>();
    for (int index = 0; index < tokens.count(); index++) {
      Token token = tokens.get(index);
      String text = source.text().substring(token.start(), token.end());
      content.add(
          (tokens.isFirst(index) ? "\n" : " ")
              + token.kind()
              + (token.is(Kind.COMMENT) ? text : text.replaceAll("\\s+", "")));
    }
    return content;
  }

  private static void checkLayout(String formatted) {
    var source = new SourceText("a.agent.yaml", formatted);
    assertThat(Formatter.edits(YamlParser.parse(source).value()).orElseThrow())
        .as("formatted twice:%n%s", formatted)
        .isEmpty();
  }
}
