package fermata.lsp.convert;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InitializationTest {

  @Test
  void findsWhatIsSaid() {
    Initialization said =
        said(
            """
            {"initializationOptions": {"panels": true},
             "workspaceFolders": [{"uri": "file:///a", "name": "a"}, {"uri": "file:///b"}],
             "rootUri": "file:///root",
             "capabilities": {"textDocument": {"inlayHint": {}, "modes": [1, 2],
               "hover": {"contentFormat": ["markdown", "plaintext"], "on": true, "off": false}}}}
            """);
    assertThat(said.has("textDocument", "inlayHint")).isTrue();
    assertThat(said.supports("textDocument", "hover", "on")).isTrue();
    assertThat(said.supports("textDocument", "hover", "off")).isFalse();
    assertThat(said.names("textDocument", "hover", "contentFormat"))
        .containsExactly("markdown", "plaintext");
    assertThat(said.hasNumber(2, "textDocument", "modes")).isTrue();
    assertThat(said.hasNumber(3, "textDocument", "modes")).isFalse();
    assertThat(said.option("panels")).isTrue();
    assertThat(said.folders()).containsExactly("file:///a", "file:///b");
  }

  @Test
  void takesTheRootOfAnEditorThatKnowsNoFolders() {
    assertThat(said("{\"rootUri\": \"file:///root\", \"workspaceFolders\": null}").folders())
        .containsExactly("file:///root");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"capabilities\": null, \"initializationOptions\": null, \"rootUri\": null}",
        "{\"capabilities\": [], \"initializationOptions\": [1], \"workspaceFolders\": [null, {}]}",
        "{\"capabilities\": 7, \"initializationOptions\": \"x\", \"rootUri\": {}}",
        "{\"capabilities\": {\"a\": null}, \"initializationOptions\": {\"panels\": \"true\"}}",
        "{\"capabilities\": {\"a\": {\"b\": 1}}, \"initializationOptions\": {\"panels\": 1}}",
        "{\"capabilities\": {\"a\": {\"b\": [null, {}, [1], true]}}, \"workspaceFolders\": {}}"
      })
  void takesAnythingOddForNotSaid(String params) {
    Initialization said = said(params);
    assertThat(said.supports("a", "b")).isFalse();
    assertThat(said.has("a", "b", "c")).isFalse();
    assertThat(said.names("a", "b")).isEmpty();
    assertThat(said.hasNumber(1, "a", "b")).isFalse();
    assertThat(said.option("panels")).isFalse();
    assertThat(said.folders()).isEmpty();
  }

  private static Initialization said(String params) {
    return new Initialization(JsonParser.parseString(params).getAsJsonObject());
  }
}
