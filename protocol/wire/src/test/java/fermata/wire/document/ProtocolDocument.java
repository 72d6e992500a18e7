package fermata.wire.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.wire.channel.ConnectionLimits;
import fermata.wire.event.EventEnvelope;
import fermata.wire.event.EventType;
import fermata.wire.event.EventTypes;
import fermata.wire.golden.Golden;
import fermata.wire.json.Json;
import fermata.wire.json.Shape;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.method.Methods;
import fermata.wire.method.RpcMethod;
import fermata.wire.method.RpcNotificationType;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Fills the blanks of the written part of the document. Confined to one document. */
final class ProtocolDocument {

  private static final Pattern BLANK = Pattern.compile("\\{\\{(.+?)}}\\n?");

  private final ShapeText shapes = new ShapeText();

  /** {@return the written part with everything that stands in the code} */
  String fill(String written) {
    return BLANK.matcher(written).replaceAll(blank -> quote(part(blank)));
  }

  private static String quote(String text) {
    return Matcher.quoteReplacement(text);
  }

  private String part(MatchResult blank) {
    String name = blank.group(1);
    return switch (name) {
      case "versions" -> String.join(", ", Methods.PROTOCOL_VERSIONS) + lineEndOf(blank);
      case "limits" -> limits();
      case "methods" -> joined(Methods.ALL.stream().map(this::method).toList());
      case "notifications to the daemon" ->
          joined(Methods.TO_DAEMON.stream().map(this::notification).toList());
      case "notifications to the client" ->
          joined(Methods.TO_CLIENT.stream().map(this::notification).toList());
      case "events" -> joined(EventTypes.ALL.stream().map(this::event).toList());
      case "records" -> shapes.records();
      case "record EventEnvelope" -> shapes.table(Shape.of(EventEnvelope.class));
      case "errors" -> errors();
      default -> throw new IllegalArgumentException("no such part of the document: " + name);
    };
  }

  // What stands within a line leaves the rest of its line alone.
  private static String lineEndOf(MatchResult blank) {
    return blank.group().endsWith("\n") ? "\n" : "";
  }

  private static String joined(List<String> parts) {
    return String.join("\n", parts);
  }

  private String method(RpcMethod<?, ?> method) {
    return "### %s%n%n%s.%n%n%sScope: `%s`. Params:%n%n%s%nResult:%n%n%s%n%s%s"
        .formatted(
            method.name(),
            method.meaning(),
            method.isMutating() ? "Changes something: takes a [key](#sending-again).\n\n" : "",
            method.scope().wireName(),
            shapes.table(Shape.of(method.params())),
            shapes.table(Shape.of(method.result())),
            errorsOf(method),
            example(method));
  }

  private static String errorsOf(RpcMethod<?, ?> method) {
    return method.errors().isEmpty()
        ? ""
        : method.errors().stream()
            .map(code -> "`" + code.kind() + "`")
            .collect(Collectors.joining(", ", "Refused with ", ".\n\n"));
  }

  private static String example(RpcMethod<?, ?> method) {
    String file = "methods/" + Golden.nameOf(method.name());
    ObjectNode request = message().put("id", 1).put("method", method.name());
    request.set("params", first(new Golden(file, "params", method.params())));
    ObjectNode response = message().put("id", 1);
    response.set("result", first(new Golden(file, "result", method.result())));
    return "```json\n" + pretty(request) + "\n" + pretty(response) + "\n```\n";
  }

  private String notification(RpcNotificationType<?> type) {
    return "### %s%n%n%s.%n%n%s%n%s"
        .formatted(
            type.name(), type.meaning(), shapes.table(Shape.of(type.params())), example(type));
  }

  private static String example(RpcNotificationType<?> type) {
    ObjectNode notification = message().put("method", type.name());
    String file = "notifications/" + Golden.nameOf(type.name());
    notification.set("params", first(new Golden(file, "params", type.params())));
    return "```json\n" + pretty(notification) + "\n```\n";
  }

  private String event(EventType type) {
    var golden = new Golden("events/" + type.name(), "data", type.data());
    return "### %s%n%n%s.%n%n%s%n```json%n%s%n```%n"
        .formatted(
            type.name(),
            type.meaning(),
            shapes.table(Shape.of(type.data())),
            pretty(first(golden)));
  }

  private static String limits() {
    ConnectionLimits limits = ConnectionLimits.DEFAULT;
    return """
        | limit | default |
        |---|---|
        | connections | %d |
        | bytes of one frame | %d |
        | requests under way on a connection, beyond which they are refused with `Overloaded` | %d |
        | the same for %s | %d |
        | messages of a batch | %d |
        | bytes of notifications that wait for a client to read; the daemon waits beyond | %d |
        | seconds that a client may accept no byte before it is disconnected | %d |
        """
        .formatted(
            limits.connectionsMax(),
            limits.frameBytesMax(),
            limits.inFlightMax(),
            limits.alwaysAdmitted().stream()
                .sorted()
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining(", ")),
            2 * limits.inFlightMax(),
            limits.batchMax(),
            limits.outboxBytesMax(),
            limits.stallMax().toSeconds());
  }

  private static String errors() {
    return Arrays.stream(DaemonErrorCode.values())
        .map(
            code ->
                "| %d | `%s` | %s | %s |%n"
                    .formatted(
                        code.code(),
                        code.kind(),
                        code.isRetryable() ? "yes" : "no",
                        code.meaning()))
        .collect(
            Collectors.joining(
                "", "| code | kind | retryable | what happened |\n|---|---|---|---|\n", ""));
  }

  private static ObjectNode message() {
    return Json.mapper().createObjectNode().put("jsonrpc", "2.0");
  }

  private static JsonNode first(Golden golden) {
    return golden.examples().getFirst();
  }

  private static String pretty(JsonNode json) {
    return PrettyJson.of(json);
  }
}
