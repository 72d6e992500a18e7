package fermata.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Predicate;

/**
 * The language server as a process, and the editor that talks to it.
 *
 * <p>Every message of the server is held against the official description of the protocol. Every
 * wait has a deadline.
 */
final class LspProcess implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Optional<MetaModel> MODEL = MetaModel.find();

  private final FramedProcess process;
  private final Map<Integer, String> asked = new HashMap<>();
  private final Set<String> methods = new ConcurrentSkipListSet<>();
  private int lastId;
  private int checkedCount;

  LspProcess(Fermata fermata) {
    process = new FramedProcess(fermata, "lsp", this::check);
  }

  private void check(JsonNode message) {
    if (message.has("method")) {
      methods.add(message.path("method").asText());
    }
    MODEL.ifPresent(
        model -> {
          assertThat(message.path("jsonrpc").asText()).isEqualTo("2.0");
          Optional<String> fault =
              message.has("method")
                  ? model.faultOfCall(message, false)
                  : model.faultOfReply(asked.getOrDefault(message.path("id").asInt(), ""), message);
          assertThat(fault).as("%s", message).isEmpty();
          checkedCount++;
        });
  }

  /** {@return how many messages of the server were held against the protocol} */
  int checkedCount() {
    return checkedCount;
  }

  /** {@return the methods of all messages so far, in either direction} */
  Set<String> methods() {
    return methods;
  }

  /** {@return whether there is a description of the protocol to hold messages against} */
  static boolean isChecked() {
    return MODEL.isPresent();
  }

  /** Shakes hands as an editor that shows progress. */
  LspProcess initialize() {
    return initialize(
        "{\"processId\":null,\"rootUri\":null,\"capabilities\":{\"window\":"
            + "{\"workDoneProgress\":true,\"showDocument\":{\"support\":true}}}}");
  }

  /** Shakes hands as an editor that says what it can. */
  LspProcess initialize(String params) {
    request("initialize", params);
    tell("initialized", "{}");
    return this;
  }

  /** Sends a command and returns its whole reply. */
  JsonNode command(String name, String argument) {
    return request(
        "workspace/executeCommand",
        "{\"command\":\"%s\",\"arguments\":[%s]}".formatted(name, argument));
  }

  JsonNode request(String method, String params) {
    return answer(ask(method, params));
  }

  /** Sends a request and returns its id without waiting. */
  int ask(String method, String params) {
    int id = ++lastId;
    asked.put(id, method);
    tellRightly(
        "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}"
            .formatted(id, method, params));
    return id;
  }

  /** {@return the whole reply to a request} */
  JsonNode answer(int id) {
    return await(message -> !message.has("method") && message.path("id").asInt() == id);
  }

  void tell(String method, String params) {
    tellRightly("{\"jsonrpc\":\"2.0\",\"method\":\"%s\",\"params\":%s}".formatted(method, params));
  }

  /**
   * What a test says must be what an editor could say. What real editors say of themselves at first
   * is not always right.
   */
  private void tellRightly(String message) {
    methods.add(parsed(message).path("method").asText());
    MODEL
        .filter(_ -> !message.contains("\"method\":\"initialize\""))
        .ifPresent(
            model ->
                assertThat(model.faultOfCall(parsed(message), true)).as("%s", message).isEmpty());
    process.send(message);
  }

  private static JsonNode parsed(String message) {
    try {
      return JSON.readTree(message);
    } catch (JsonProcessingException e) {
      throw new AssertionError(message, e);
    }
  }

  /** Answers the next request of a method. */
  JsonNode reply(String method, String result) {
    JsonNode request = await(message -> message.path("method").asText().equals(method));
    process.send(
        "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":%s}".formatted(request.get("id"), result));
    return request.path("params");
  }

  /** The next progress of a kind. */
  JsonNode progress(String kind) {
    return await(
            message ->
                message.path("method").asText().equals("$/progress")
                    && message.path("params").path("value").path("kind").asText().equals(kind))
        .path("params")
        .path("value");
  }

  /** Opens a document. */
  void open(String uri, String text) {
    tell(
        "textDocument/didOpen",
        JSON.createObjectNode()
            .set(
                "textDocument",
                JSON.createObjectNode()
                    .put("uri", uri)
                    .put("languageId", "fermata")
                    .put("version", 1)
                    .put("text", text))
            .toString());
  }

  /** The diagnostics of the next publication for a version of a document. */
  JsonNode published(String uri, int version) {
    return await(
            message ->
                message.path("method").asText().equals("textDocument/publishDiagnostics")
                    && message.path("params").path("uri").asText().equals(uri)
                    && message.path("params").path("version").asInt() == version)
        .path("params")
        .path("diagnostics");
  }

  JsonNode await(Predicate<JsonNode> wanted) {
    return process.await(wanted);
  }

  /** Closes the streams, as an editor does that dies, and {@return the exit code} */
  int hangUp() {
    return process.hangUp();
  }

  @Override
  public void close() {
    process.close();
  }
}
