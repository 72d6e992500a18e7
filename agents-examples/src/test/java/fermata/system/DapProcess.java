package fermata.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.schema.SchemaValidator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * The debug adapter as a process, and the editor that talks to it.
 *
 * <p>Every message of the adapter is held against the schema of the protocol. Every wait has a
 * deadline.
 */
final class DapProcess implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode SCHEMA = schema();

  private final FramedProcess process;
  private int lastSeq;

  DapProcess(Fermata fermata) {
    process = new FramedProcess(fermata, "dap", DapProcess::check);
  }

  private static JsonNode schema() {
    try (InputStream in =
        Objects.requireNonNull(
            DapProcess.class.getResourceAsStream("/dap/debugAdapterProtocol.json"))) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Shakes hands. */
  DapProcess initialize() {
    done("initialize", "{'adapterID':'fermata'}");
    event("initialized");
    return this;
  }

  /** Asks, and returns at once. */
  int send(String command, String arguments) {
    int seq = ++lastSeq;
    process.send(
        "{\"seq\":%d,\"type\":\"request\",\"command\":\"%s\",\"arguments\":%s}"
            .formatted(seq, command, arguments.replace('\'', '"')));
    return seq;
  }

  /** {@return the answer to a request} */
  JsonNode answer(int seq) {
    return process.await(
        message ->
            message.path("type").asText().equals("response")
                && message.path("request_seq").asInt() == seq);
  }

  /** Asks and {@return the body of the answer}; single quotes are double ones. */
  JsonNode done(String command, String arguments) {
    JsonNode answer = answer(send(command, arguments));
    assertThat(answer.path("success").asBoolean()).as("%s", answer).isTrue();
    return answer.path("body");
  }

  /** Asks and {@return why it is not done} */
  String refused(String command, String arguments) {
    JsonNode answer = answer(send(command, arguments));
    assertThat(answer.path("success").asBoolean()).as("%s", answer).isFalse();
    return answer.path("message").asText();
  }

  /** {@return the body of the next event of a name} */
  JsonNode event(String name) {
    return process.await(message -> message.path("event").asText().equals(name)).path("body");
  }

  /** {@return the events of a name that have come and were not looked at} */
  List<JsonNode> seen(String name) {
    return process.unread().stream()
        .filter(message -> message.path("event").asText().equals(name))
        .toList();
  }

  /** Waits until the run stands still and {@return where}. */
  Stand stopped() {
    JsonNode stop = event("stopped");
    int thread = stop.path("threadId").asInt();
    JsonNode frames = done("stackTrace", "{'threadId':" + thread + "}").path("stackFrames");
    return new Stand(stop, thread, frames);
  }

  /** A run that stands still. */
  record Stand(JsonNode stop, int thread, JsonNode frames) {

    String reason() {
      return stop.path("reason").asText();
    }

    String top() {
      return frames.path(0).path("name").asText();
    }

    int frame() {
      return frames.path(0).path("id").asInt();
    }

    int line() {
      return frames.path(0).path("line").asInt();
    }
  }

  /** Does something to a thread, and waits until the run stands still again. */
  Stand go(String command, Stand from) {
    done(command, "{'threadId':" + from.thread() + "}");
    return stopped();
  }

  String evaluate(Stand at, String expression) {
    return done(
            "evaluate",
            "{'frameId':%d,'context':'hover','expression':'%s'}".formatted(at.frame(), expression))
        .path("result")
        .asText();
  }

  /** {@return the variables of a scope} */
  JsonNode scope(Stand at, String name) {
    return variables(reference(at, name), "");
  }

  int reference(Stand at, String name) {
    for (JsonNode scope : done("scopes", "{'frameId':" + at.frame() + "}").path("scopes")) {
      if (scope.path("name").asText().equals(name)) {
        return scope.path("variablesReference").asInt();
      }
    }
    throw new AssertionError("no scope " + name);
  }

  JsonNode variables(int reference, String members) {
    return done("variables", "{'variablesReference':" + reference + members + "}")
        .path("variables");
  }

  private static void check(JsonNode message) {
    String name =
        message.path("type").asText().equals("event")
            ? message.path("event").asText() + "Event"
            : message.path("success").asBoolean()
                ? message.path("command").asText() + "Response"
                : "errorResponse";
    String definition = Character.toUpperCase(name.charAt(0)) + name.substring(1);
    assertThat(SCHEMA.path("definitions").has(definition)).as("%s", definition).isTrue();
    ObjectNode schema = JSON.createObjectNode().put("$ref", "#/definitions/" + definition);
    schema.set("definitions", SCHEMA.get("definitions"));
    assertThat(SchemaValidator.of(schema).validate(message)).as("%s", message).isEmpty();
  }

  /** Vanishes in the middle of whatever is under way. */
  void kill() {
    process.kill();
  }

  @Override
  public void close() {
    process.close();
  }
}
