package fermata.daemon.tool.runner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fermata.daemon.tool.ToolCall;
import fermata.daemon.tool.builtin.ToolBody;
import fermata.daemon.tool.builtin.ToolFailureKinds;
import fermata.daemon.tool.builtin.ToolRefusal;
import fermata.daemon.tool.builtin.ToolWork;
import fermata.daemon.tool.web.FetchRefusal;
import fermata.daemon.tool.web.WebAnswer;
import fermata.daemon.tool.web.WebClient;
import fermata.daemon.tool.web.WebClient.BrokenException;
import fermata.daemon.tool.web.WebRequest;
import fermata.definition.expression.ValueScope;
import fermata.definition.tool.ToolDeclaration;
import fermata.definition.tool.ToolReach;
import fermata.wire.json.Json;
import java.util.LinkedHashMap;
import java.util.Set;

/** Performs a call by the request over HTTP that a catalogue declares. Confined to one call. */
final class RequestTool implements ToolBody {

  private static final String KEY = "Idempotency-Key";
  private static final String TRACE = "traceparent";
  private static final int SHOWN_MAX = 500;

  /** What a server says that may be better later. Source: RFC 9110, 15; RFC 6585, 4. */
  private static final Set<Integer> PASSING = Set.of(408, 425, 429, 502, 503, 504);

  private final ToolDeclaration declaration;
  private final ToolReach.Request request;
  private final ToolCall call;
  private final WebClient client;
  private final ValueScope secrets;

  RequestTool(
      ToolDeclaration declaration,
      ToolReach.Request request,
      ToolCall call,
      WebClient client,
      ValueScope secrets) {
    this.declaration = declaration;
    this.request = request;
    this.call = call;
    this.client = client;
    this.secrets = secrets;
  }

  @Override
  public JsonNode run(ToolWork work) throws InterruptedException {
    var form = new RequestForm(request, work.args().json(), declaration.schema().input(), secrets);
    var headers = new LinkedHashMap<String, String>();
    if (!request.method().equals("GET")) {
      headers.put(KEY, call.idempotencyKey());
    }
    String trace = call.trace();
    if (trace != null && form.headers().keySet().stream().noneMatch(TRACE::equalsIgnoreCase)) {
      headers.put(TRACE, trace);
    }
    headers.putAll(form.headers());
    var wanted =
        new WebRequest(
            request.method(),
            form.address(),
            headers,
            form.body().orElse(null),
            declaration.terms().outputBytesMax());
    return result(wanted, sent(wanted));
  }

  private WebAnswer sent(WebRequest wanted) throws InterruptedException {
    try {
      return client.send(wanted);
    } catch (FetchRefusal refusal) {
      String message = String.valueOf(refusal.getMessage());
      throw refusal.reason() == FetchRefusal.Reason.NETWORK
          ? ToolRefusal.passing(ToolFailureKinds.FETCH, message)
          : ToolRefusal.of(ToolFailureKinds.HOST, message);
    } catch (BrokenException broken) {
      throw ToolRefusal.lost(ToolFailureKinds.FETCH, String.valueOf(broken.getMessage()));
    }
  }

  private JsonNode result(WebRequest wanted, WebAnswer answer) {
    if (answer.status() / 100 != 2) {
      throw failed(wanted, answer);
    }
    if (answer.isTruncated()) {
      throw ToolRefusal.of(
          ToolFailureKinds.OUTPUT,
          "the server answered more than " + declaration.terms().outputBytesMax() + " bytes");
    }
    String text = answer.text();
    if (text == null) {
      throw ToolRefusal.of(
          ToolFailureKinds.RESULT,
          "result of '%s': not text (content type '%s')"
              .formatted(declaration.schema().name().value(), answer.contentType()));
    }
    return answer.contentType().contains("json") ? json(text) : ofText(text);
  }

  private JsonNode json(String text) {
    try {
      JsonNode json = text.isBlank() ? JsonNodeFactory.instance.objectNode() : Json.parse(text);
      return json.isObject() || declaration.schema().output() != null
          ? json
          : JsonNodeFactory.instance.objectNode().set("result", json);
    } catch (JsonProcessingException notJson) {
      throw ToolRefusal.of(
          ToolFailureKinds.RESULT,
          "result of '%s': not JSON (%s)"
              .formatted(declaration.schema().name().value(), JsonFault.of(notJson)));
    }
  }

  private static JsonNode ofText(String text) {
    return text.isEmpty()
        ? JsonNodeFactory.instance.objectNode()
        : JsonNodeFactory.instance.objectNode().put("text", text);
  }

  private static ToolRefusal failed(WebRequest wanted, WebAnswer answer) {
    String host = wanted.address().getHost();
    if (answer.status() / 100 == 3 && answer.location() != null) {
      return ToolRefusal.of(
          ToolFailureKinds.HTTP,
          "host '%s': HTTP %d leads elsewhere, and redirects of tools are not followed"
              .formatted(host, answer.status()));
    }
    String text = answer.text() == null ? "" : answer.text().strip();
    String shown = text.length() > SHOWN_MAX ? text.substring(0, SHOWN_MAX) + "…" : text;
    String message =
        "host '" + host + "': HTTP " + answer.status() + (shown.isEmpty() ? "" : ": " + shown);
    return PASSING.contains(answer.status())
        ? ToolRefusal.passing(ToolFailureKinds.HTTP, message).after(answer.retryAfter())
        : ToolRefusal.of(ToolFailureKinds.HTTP, message);
  }
}
