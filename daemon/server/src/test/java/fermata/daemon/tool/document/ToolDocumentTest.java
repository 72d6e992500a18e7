package fermata.daemon.tool.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.model.ModelFailureKinds;
import fermata.daemon.tool.builtin.ToolFailureKinds;
import fermata.definition.load.BuiltinTools;
import fermata.definition.model.ToolName;
import fermata.definition.schema.SchemaValidator;
import fermata.wire.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** {@code -Dfermata.docs=write} writes the document instead of holding it against the tools. */
class ToolDocumentTest {

  private static final Path DOCS = Path.of("../../docs");

  @Test
  void isWhatTheDeclarationsSay() throws IOException {
    Path file = DOCS.resolve("tools.md");
    String document =
        resource("/document/tools.md").replace("{{tools}}", ToolDocument.of(declarations()));
    if (System.getProperty("fermata.docs", "").equals("write")) {
      Files.writeString(file, document);
    }
    assertThat(Files.readString(file))
        .as("docs/tools.md is out of date; -Dfermata.docs=write writes it")
        .isEqualTo(document);
  }

  @Test
  void everyExampleFitsItsTool() throws IOException {
    for (var tool : declarations().path("tools").properties()) {
      JsonNode input =
          BuiltinTools.knowledge().find(new ToolName(tool.getKey())).orElseThrow().input();
      assertThat(tool.getValue().path("examples")).as(tool.getKey()).isNotEmpty();
      for (JsonNode example : tool.getValue().path("examples")) {
        assertThat(SchemaValidator.of(input).validate(example.path("args")))
            .as("%s %s", tool.getKey(), example)
            .isEmpty();
      }
    }
  }

  @Test
  void everyKindOfFailureIsExplained() throws ReflectiveOperationException, IOException {
    String tools = Files.readString(DOCS.resolve("tools.md"));
    String models = Files.readString(DOCS.resolve("models.md"));
    assertThat(kinds(ToolFailureKinds.class)).allMatch(kind -> tools.contains("`" + kind + "`"));
    assertThat(kinds(ModelFailureKinds.class)).allMatch(kind -> models.contains("`" + kind + "`"));
  }

  private static List<String> kinds(Class<?> constants) throws ReflectiveOperationException {
    List<String> kinds = new ArrayList<>();
    for (Field field : constants.getFields()) {
      kinds.add((String) Objects.requireNonNull(field.get(null)));
    }
    assertThat(kinds).hasSizeGreaterThan(5);
    return kinds;
  }

  private static JsonNode declarations() throws IOException {
    return Json.parse(resource("/fermata/definition/builtin-tools.json"));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ToolDocumentTest.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
