package fermata.wire.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import fermata.wire.document.Checkout;
import fermata.wire.document.PrettyJson;
import fermata.wire.golden.Golden;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code -Dfermata.docs=write} writes the files instead of holding them against the code. */
final class SchemaDocumentTest {

  private static final ObjectNode DOCUMENT = ProtocolSchema.jsonSchema();

  @Test
  void openRpcIsWhatTheCatalogueSays() {
    isCurrent("protocol/schema/openrpc.json", PrettyJson.of(ProtocolSchema.openRpc()) + "\n");
  }

  @Test
  void jsonSchemaIsWhatTheCatalogueSays() {
    isCurrent("protocol/schema/protocol.schema.json", PrettyJson.of(DOCUMENT) + "\n");
  }

  @Test
  void typeScriptIsWhatTheCatalogueSays() {
    isCurrent("client-stubs/typescript/src/generated/protocol.ts", ProtocolSchema.typeScript());
  }

  private static void isCurrent(String path, String text) {
    assertThat(Checkout.written(path, text))
        .as(path + " is out of date; -Dfermata.docs=write writes it")
        .isEqualTo(text);
  }

  static Stream<Golden> examples() {
    return Golden.all().filter(each -> !each.file().startsWith("files/"));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleFitsItsSchema(Golden golden) {
    Schema schema = schemaOf(golden);
    for (JsonNode example : golden.examples()) {
      assertThat(schema.validate(example.toString(), InputFormat.JSON))
          .as(example.toString())
          .isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void noExampleFitsWithoutAMemberThatMustBeThere(Golden golden) {
    Schema schema = schemaOf(golden);
    JsonNode definition = DOCUMENT.path("$defs").path(WireTypes.all().nameOf(golden.type()));
    for (JsonNode required : definition.path("required")) {
      ObjectNode less = golden.examples().getFirst().deepCopy();
      less.remove(required.textValue());
      assertThat(schema.validate(less.toString(), InputFormat.JSON))
          .as("without " + required)
          .isNotEmpty();
    }
  }

  private static Schema schemaOf(Golden golden) {
    ObjectNode schema =
        new JsonSchemas(WireTypes.all(), "#/$defs/")
            .reference(WireTypes.all().nameOf(golden.type()));
    schema.set("$defs", DOCUMENT.path("$defs"));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(schema.toString(), InputFormat.JSON);
  }
}
