package fermata.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where a problem in an editor leads to the page of its code. */
class LspPagesTest {

  private static final String URI = "file:///w/desk.agent.yaml";

  @Test
  void aProblemNamesThePageOfItsCode() {
    assertThat(problem(Map.of("FERMATA_DOCS", "/opt/fer mata/docs")))
        .contains(
            "\"codeDescription\":{\"href\":\"file:///opt/fer%20mata/docs/diagnostics/F2001.md\"}");
    assertThat(problem(Map.of("FERMATA_DOCS", "https://docs.example.org/")))
        .contains("\"href\":\"https://docs.example.org/diagnostics/F2001.md\"");
  }

  @Test
  void withoutTheirAddressNoPageIsNamed() {
    assertThat(problem(Map.of())).contains("F2001").doesNotContain("codeDescription");
  }

  private static String problem(Map<String, String> environment) {
    try (var editor = new FakeEditor(environment)) {
      editor.initialize("{}");
      editor.notify(
          "textDocument/didOpen",
          """
          {"textDocument":{"uri":"%s","languageId":"yaml","version":1,
           "text":"agent: desk\\nnodes:\\n  a: {set: {n: 1}, next: b}\\n"}}"""
              .formatted(URI));
      return editor.diagnostics(URI, 1).toString();
    }
  }
}
