package fermata.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import fermata.definition.text.LineIndex;
import fermata.definition.text.LineIndex.ColumnUnit;
import fermata.definition.text.LineIndex.Place;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The layout of documents, as an editor gets it and applies it. */
class LspFormatTest {

  private static final String URI = "untitled:a.agent.yaml";
  private static final String LOOSE =
      "agent:   a\r\nnodes:\r\n    b:\r\n        prompt:   x\r\n    c:   {ask: \"\uD83D\uDE00\"  }\r\n";

  private final FakeEditor editor = new FakeEditor();

  @AfterEach
  void close() {
    editor.close();
  }

  private void open(String text) {
    editor.initialize("{}");
    editor.open(URI, 1, text);
  }

  @Test
  void formatsADocument() {
    open(LOOSE);
    JsonArray edits = edits("formatting", "{\"tabSize\":8,\"insertSpaces\":false}", "");
    assertThat(applied(LOOSE, edits, ColumnUnit.UTF_16))
        .isEqualTo(
            "agent: a\r\nnodes:\r\n  b:\r\n    prompt: x\r\n  c: {ask: \"\uD83D\uDE00\"}\r\n");
    assertThat(edits).hasSizeGreaterThan(5);
  }

  @Test
  void countsColumnsInTheUnitsThatTheEditorKnows() {
    editor.initialize("{\"general\":{\"positionEncodings\":[\"utf-8\"]}}");
    editor.open(URI, 1, LOOSE);
    JsonArray edits = edits("formatting", "{}", "");
    assertThat(applied(LOOSE, edits, ColumnUnit.UTF_8))
        .contains("  c: {ask: \"\uD83D\uDE00\"}\r\n");
  }

  @Test
  void leavesAByteOrderMarkWhereItIs() {
    open("\uFEFFa:   1\n");
    JsonArray edits = edits("formatting", "{}", "");
    assertThat(applied("\uFEFFa:   1\n", edits, ColumnUnit.UTF_16)).isEqualTo("\uFEFFa: 1\n");
  }

  @Test
  void formatsTheLinesOfARange() {
    open(LOOSE);
    String range = range(0, 0, 1, 0);
    assertThat(applied(LOOSE, edits("rangeFormatting", "{}", range), ColumnUnit.UTF_16))
        .isEqualTo(LOOSE.replace("agent:   a", "agent: a"));
  }

  @Test
  void indentsALineThatIsBegun() {
    String text = "nodes:\n  a:\n\n";
    open(text);
    String at = ",\"ch\":\"\\n\",\"position\":{\"line\":2,\"character\":0}";
    assertThat(applied(text, edits("onTypeFormatting", "{}", at), ColumnUnit.UTF_16))
        .isEqualTo("nodes:\n  a:\n    \n");
  }

  @Test
  void leavesADocumentWithErrorsAloneAndStillIndentsItsLines() {
    open("agent:   [\nnodes:\n\n");
    assertThat(edits("formatting", "{}", "")).isEmpty();
    assertThat(edits("rangeFormatting", "{}", range(0, 0, 1, 0))).isEmpty();
    String at = ",\"ch\":\"\\n\",\"position\":{\"line\":2,\"character\":0}";
    assertThat(edits("onTypeFormatting", "{}", at)).hasSize(1);
  }

  @Test
  void leavesPromptsAlone() {
    editor.initialize("{}");
    editor.open("untitled:prompt.md", 1, "Note:   this\n\n\nkey:\n\n");
    for (String method : List.of("formatting", "rangeFormatting", "onTypeFormatting")) {
      String more = range(0, 0, 1, 0) + ",\"ch\":\"\\n\",\"position\":{\"line\":4,\"character\":0}";
      JsonObject reply =
          editor.request(
              "textDocument/" + method,
              "{\"textDocument\":{\"uri\":\"untitled:prompt.md\"},\"options\":{}" + more + "}");
      assertThat(reply.getAsJsonArray("result")).as(method).isEmpty();
    }
  }

  private static String range(int line, int character, int endLine, int endCharacter) {
    return (",\"range\":{\"start\":{\"line\":%d,\"character\":%d},"
            + "\"end\":{\"line\":%d,\"character\":%d}}")
        .formatted(line, character, endLine, endCharacter);
  }

  private JsonArray edits(String method, String options, String more) {
    return editor
        .request(
            "textDocument/" + method,
            "{\"textDocument\":{\"uri\":\"%s\"},\"options\":%s%s}".formatted(URI, options, more))
        .getAsJsonArray("result");
  }

  private static String applied(String text, JsonArray edits, ColumnUnit unit) {
    LineIndex lines = LineIndex.of(text);
    var list = new ArrayList<TextEdit>();
    for (JsonElement edit : edits) {
      JsonObject range = edit.getAsJsonObject().getAsJsonObject("range");
      var span =
          new Span(
              lines.offset(place(range.getAsJsonObject("start")), unit),
              lines.offset(place(range.getAsJsonObject("end")), unit));
      list.add(new TextEdit(span, edit.getAsJsonObject().get("newText").getAsString()));
    }
    return TextEdit.apply(text, list);
  }

  private static Place place(JsonObject position) {
    return new Place(position.get("line").getAsInt(), position.get("character").getAsInt());
  }
}
