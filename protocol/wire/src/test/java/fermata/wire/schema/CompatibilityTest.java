package fermata.wire.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.document.Checkout;
import fermata.wire.document.PrettyJson;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The protocol against the copy of what was released: what clients were built with goes on to work.
 *
 * <p>{@code -Dfermata.release=write} writes the copy, which is what a release does.
 */
final class CompatibilityTest {

  private static final Path RELEASED =
      Checkout.file("protocol/schema/released/" + Methods.PROTOCOL_VERSIONS.getFirst() + ".json");

  @Test
  void breaksNothingThatWasReleased() throws IOException {
    JsonNode now = ProtocolSchema.openRpc();
    if (System.getProperty("fermata.release", "").equals("write")) {
      Files.createDirectories(RELEASED.getParent());
      Files.writeString(RELEASED, PrettyJson.of(now) + "\n");
    }
    JsonNode released = Json.mapper().readTree(Files.readString(RELEASED));
    assertThat(SchemaChanges.between(released, now))
        .as(
            "changes that clients of %s would trip over (add beside what is there instead; -Dfermata.release=write is for releases)",
            RELEASED.getFileName())
        .isEmpty();
  }

  static Stream<Arguments> changes() throws IOException {
    try (InputStream in = CompatibilityTest.class.getResourceAsStream("/schema/changes.json")) {
      List<Arguments> cases = new ArrayList<>();
      Json.mapper()
          .readTree(in)
          .properties()
          .forEach(each -> cases.add(Arguments.of(each.getKey(), each.getValue())));
      return cases.stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void says(String name, JsonNode example) {
    List<String> expected = example.path("changes").valueStream().map(JsonNode::asText).toList();
    assertThat(SchemaChanges.between(example.path("old"), example.path("new"))).isEqualTo(expected);
  }
}
