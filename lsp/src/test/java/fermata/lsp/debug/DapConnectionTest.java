package fermata.lsp.debug;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an editor is told over the connection, byte for byte. */
class DapConnectionTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @ParameterizedTest
  @CsvSource({
    "scopes, false",
    "variables, false",
    "evaluate, false",
    "setVariable, true",
    "continue, true"
  })
  void showsARefusalToPeopleWhereTheyHaveAskedForIt(String command, boolean isShown)
      throws JsonProcessingException {
    String asked = "{\"seq\":7,\"type\":\"request\",\"command\":\"" + command + "\"}";
    DapConnection connection = connection(frame(asked));
    connection.refuse(connection.read().orElseThrow(), "the {frame} is gone");
    JsonNode answer = answer();
    assertThat(answer.path("request_seq").asInt()).isEqualTo(7);
    assertThat(answer.path("success").asBoolean(true)).isFalse();
    JsonNode error = answer.path("body").path("error");
    assertThat(error.path("format").asText()).isEqualTo("the (frame) is gone");
    assertThat(error.path("showUser").asBoolean(!isShown)).isEqualTo(isShown);
  }

  @Test
  void readsOnAfterWhatIsNoRequest() {
    String asked = "{\"seq\":1,\"type\":\"request\",\"command\":\"threads\"}";
    DapConnection connection = connection(frame("no JSON") + frame("{}") + frame(asked));
    assertThat(connection.read().orElseThrow().command()).isEqualTo("threads");
    assertThat(connection.read()).isEmpty();
  }

  private DapConnection connection(String sent) {
    return new DapConnection(new ByteArrayInputStream(sent.getBytes(StandardCharsets.UTF_8)), out);
  }

  private static String frame(String body) {
    return "Content-Length: " + body.length() + "\r\n\r\n" + body;
  }

  private JsonNode answer() throws JsonProcessingException {
    String sent = out.toString(StandardCharsets.UTF_8);
    return Json.parse(sent.substring(sent.indexOf('{')));
  }
}
