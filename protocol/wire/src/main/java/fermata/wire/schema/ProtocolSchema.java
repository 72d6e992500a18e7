package fermata.wire.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.wire.event.EventType;
import fermata.wire.event.EventTypes;
import fermata.wire.json.Shape;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.method.Methods;
import fermata.wire.method.RpcMethod;
import fermata.wire.method.RpcNotificationType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The protocol of this build in the forms that other languages read. */
public final class ProtocolSchema {

  /** Errors that any request may meet, whatever its method. */
  private static final List<DaemonErrorCode> EVERYWHERE =
      List.of(
          DaemonErrorCode.INVALID_REQUEST,
          DaemonErrorCode.INVALID_PARAMS,
          DaemonErrorCode.INTERNAL_ERROR,
          DaemonErrorCode.REQUEST_CANCELLED,
          DaemonErrorCode.OVERLOADED);

  private ProtocolSchema() {}

  /**
   * {@return every record of the wire as JSON Schema 2020-12, below {@code $defs}}
   *
   * <p>The keys {@code methods}, {@code notifications} and {@code events} beside them say which is
   * whose.
   */
  public static ObjectNode jsonSchema() {
    var schemas = new JsonSchemas(WireTypes.all(), "#/$defs/");
    ObjectNode document =
        JsonSchemas.object()
            .put("$schema", "https://json-schema.org/draft/2020-12/schema")
            .put("$id", "urn:fermata:protocol:" + version())
            .put("title", "The protocol of the Fermata daemon");
    ObjectNode methods = document.putObject("methods");
    for (RpcMethod<?, ?> method : Methods.ALL) {
      ObjectNode each = methods.putObject(method.name());
      each.set("params", schemas.of(Shape.of(method.params())));
      each.set("result", schemas.of(Shape.of(method.result())));
    }
    ObjectNode notifications = document.putObject("notifications");
    Methods.notifications()
        .forEach(each -> notifications.set(each.name(), schemas.of(Shape.of(each.params()))));
    document.set("events", events(schemas));
    document.set("$defs", schemas.definitions());
    return document;
  }

  private static ObjectNode events(JsonSchemas schemas) {
    ObjectNode events = JsonSchemas.object();
    EventTypes.ALL.forEach(each -> events.set(each.name(), schemas.of(Shape.of(each.data()))));
    return events;
  }

  /**
   * {@return the methods as an OpenRPC document}
   *
   * <p>What OpenRPC has no word for stands in {@code x-} members: {@code x-mutating} methods take a
   * key, {@code x-notifications} go from the daemon to the client, {@code x-events} travel in them,
   * {@code x-errors} are all errors by kind. Source: OpenRPC 1.3.2.
   */
  public static ObjectNode openRpc() {
    var schemas = new JsonSchemas(WireTypes.all(), "#/components/schemas/");
    ObjectNode document = JsonSchemas.object().put("openrpc", "1.3.2");
    document
        .putObject("info")
        .put("title", "The protocol of the Fermata daemon")
        .put("version", version());
    ArrayNode methods = document.putArray("methods");
    Methods.ALL.forEach(each -> methods.add(method(schemas, each)));
    Methods.TO_DAEMON.forEach(each -> methods.add(notification(schemas, each)));
    ArrayNode toClient = document.putArray("x-notifications");
    Methods.TO_CLIENT.forEach(each -> toClient.add(notification(schemas, each)));
    ArrayNode events = document.putArray("x-events");
    EventTypes.ALL.forEach(each -> events.add(event(schemas, each)));
    document.set("x-errors", errors());
    document.putObject("components").set("schemas", schemas.definitions());
    return document;
  }

  private static ObjectNode method(JsonSchemas schemas, RpcMethod<?, ?> method) {
    ObjectNode node = JsonSchemas.object().put("name", method.name());
    node.put("summary", method.meaning());
    describeParams(node, schemas, method.params());
    node.putObject("result")
        .put("name", "result")
        .set("schema", schemas.of(Shape.of(method.result())));
    ArrayNode errors = node.putArray("errors");
    Stream.concat(EVERYWHERE.stream(), method.errors().stream())
        .distinct()
        .forEach(code -> errors.addObject().put("code", code.code()).put("message", code.kind()));
    node.put("x-scope", method.scope().wireName());
    return method.isMutating() ? node.put("x-mutating", true) : node;
  }

  private static ObjectNode notification(JsonSchemas schemas, RpcNotificationType<?> type) {
    ObjectNode node = JsonSchemas.object().put("name", type.name()).put("summary", type.meaning());
    describeParams(node, schemas, type.params());
    return node;
  }

  private static void describeParams(ObjectNode node, JsonSchemas schemas, Class<?> params) {
    node.put("paramStructure", "by-name");
    ArrayNode list = node.putArray("params");
    if (Shape.of(params) instanceof Shape.Structure(_, _, var members)) {
      for (Shape.Member member : members) {
        ObjectNode each = list.addObject().put("name", member.name());
        each.put("description", member.doc()).put("required", !member.isOptional());
        ObjectNode schema = schemas.of(member.shape());
        each.set("schema", member.isUntrusted() ? schema.put("x-untrusted", true) : schema);
      }
    }
  }

  private static ObjectNode event(JsonSchemas schemas, EventType type) {
    ObjectNode node = JsonSchemas.object().put("name", type.name()).put("summary", type.meaning());
    return node.set("data", schemas.of(Shape.of(type.data())));
  }

  private static ObjectNode errors() {
    ObjectNode errors = JsonSchemas.object();
    for (DaemonErrorCode code : Arrays.asList(DaemonErrorCode.values())) {
      errors
          .putObject(code.kind())
          .put("code", code.code())
          .put("retryable", code.isRetryable())
          .put("description", code.meaning());
    }
    return errors;
  }

  /** {@return the types of the protocol as a TypeScript module without imports} */
  public static String typeScript() {
    return new TypeScriptModule(WireTypes.all()).text();
  }

  private static String version() {
    return Methods.PROTOCOL_VERSIONS.getFirst();
  }
}
