package fermata.wire.schema;

import fermata.wire.event.EventType;
import fermata.wire.event.EventTypes;
import fermata.wire.json.Shape;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.method.Methods;
import fermata.wire.method.RpcMethod;
import fermata.wire.method.RpcNotificationType;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The text of a TypeScript module with the types of the protocol. Immutable.
 *
 * <p>It has types only, and a few tables that a client needs while it runs: which methods take a
 * key, and the errors.
 */
record TypeScriptModule(WireTypes types) {

  private static final String HEAD =
      """
      // The types of the daemon's protocol. Generated from the Java records; the build keeps it
      // current: ./mvnw -pl protocol/wire test -Dtest=SchemaDocumentTest -Dfermata.docs=write

      /** Any JSON object. */
      export type JsonObject = { [name: string]: unknown };

      """;

  private static final String TAIL =
      """

      /** The name of a method. */
      export type MethodName = keyof Methods;

      /** A method that changes something and so takes an idempotency key. */
      export type MutatingMethod = (typeof mutatingMethods)[number];

      /** A type of event that this version knows. */
      export type EventType = keyof EventData;

      /** An event of one type. */
      export type EventOf<T extends EventType> = Omit<EventEnvelope, "type" | "data"> & {
        type: T;
        data: EventData[T];
      };

      /**
       * An event of any type, told apart by `type`. A newer daemon may send types that are not
       * listed: a `switch` wants a `default` that passes them over.
       */
      export type FermataEvent = { [T in EventType]: EventOf<T> }[EventType];

      /** The word that says why a request was refused. */
      export type ErrorKind = keyof typeof errorKinds;
      """;

  String text() {
    return Stream.of(HEAD, versions(), named(), methods(), notifications(), events(), errors())
            .collect(Collectors.joining())
        + TAIL;
  }

  private static String versions() {
    return "/** The versions of the protocol, best first. */\n"
        + "export const protocolVersions = ["
        + quoted(Methods.PROTOCOL_VERSIONS, ", ")
        + "] as const;\n";
  }

  private String named() {
    return types.shapes().entrySet().stream().map(this::named).collect(Collectors.joining());
  }

  private String named(Map.Entry<String, Shape> each) {
    String meaning = types.meaningOf(each.getValue());
    return "\n"
        + (meaning.isEmpty() ? "" : comment("", meaning + "."))
        + declaration(each.getKey(), each.getValue());
  }

  private String declaration(String name, Shape shape) {
    return switch (shape) {
      case Shape.Structure(_, _, var members) -> structure(name, "", members);
      case Shape.OneOf union -> union(name, union);
      case Shape.Choice choice -> alias(name, quoted(choice.words().keySet(), " | "));
      case Shape.OpenChoice open -> alias(name, quoted(open.known(), " | ") + " | (string & {})");
      case Shape.Named named -> declaration(name, named.resolve());
      case Shape.Text _,
          Shape.Time _,
          Shape.Flag _,
          Shape.Whole _,
          Shape.Real _,
          Shape.Any _,
          Shape.ListOf _,
          Shape.MapOf _ ->
          alias(name, expression(shape));
    };
  }

  private static String alias(String name, String type) {
    return "export type %s = %s;%n".formatted(name, type);
  }

  private String structure(String name, String tag, List<Shape.Member> members) {
    return members.isEmpty() && tag.isEmpty()
        ? alias(name, "Record<string, never>")
        : "export interface %s {%n%s%s}%n"
            .formatted(name, tag, members.stream().map(this::member).collect(Collectors.joining()));
  }

  private String member(Shape.Member member) {
    String type = expression(member.shape());
    String meaning = member.doc() + (member.isUntrusted() ? "; untrusted" : "");
    return (meaning.isEmpty() ? "" : comment("  ", meaning))
        + (member.isOptional()
            ? "  %s?: %s | undefined;%n".formatted(member.name(), type)
            : "  %s: %s;%n".formatted(member.name(), type));
  }

  private String union(String name, Shape.OneOf union) {
    List<String> cases =
        union.cases().keySet().stream().map(word -> WireTypes.nameOfCase(union, word)).toList();
    return alias(name, String.join(" | ", cases))
        + union.cases().entrySet().stream()
            .map(each -> "\n" + caseOf(union, each.getKey(), each.getValue()))
            .collect(Collectors.joining());
  }

  private String caseOf(Shape.OneOf union, String word, Shape.Structure structure) {
    String tag = "  %s: \"%s\";%n".formatted(union.tag(), word);
    return structure(WireTypes.nameOfCase(union, word), tag, structure.members());
  }

  private String expression(Shape shape) {
    return switch (shape) {
      case Shape.Text _, Shape.Time _ -> "string";
      case Shape.Flag _ -> "boolean";
      case Shape.Whole _, Shape.Real _ -> "number";
      case Shape.Any(var isObject) -> isObject ? "JsonObject" : "unknown";
      case Shape.ListOf(var element) -> expression(element) + "[]";
      case Shape.MapOf(var value) -> "{ [name: string]: " + expression(value) + " }";
      case Shape.Choice _, Shape.OpenChoice _, Shape.Named _, Shape.Structure _, Shape.OneOf _ ->
          types.nameOf(shape);
    };
  }

  private String methods() {
    return table("The methods, each with its params and its result.", "Methods", this::method)
        + "\n/** The methods that change something and so take an idempotency key. */\n"
        + "export const mutatingMethods = [\n"
        + Methods.ALL.stream()
            .filter(RpcMethod::isMutating)
            .map(each -> "  \"" + each.name() + "\",\n")
            .collect(Collectors.joining())
        + "] as const;\n";
  }

  private static String table(
      String meaning, String name, Function<RpcMethod<?, ?>, String> member) {
    return "\n"
        + comment("", meaning)
        + "export interface %s {%n".formatted(name)
        + Methods.ALL.stream().map(member).collect(Collectors.joining())
        + "}\n";
  }

  private String method(RpcMethod<?, ?> method) {
    String refusals =
        method.errors().isEmpty()
            ? ""
            : method.errors().stream()
                .map(DaemonErrorCode::kind)
                .collect(Collectors.joining("`, `", " Refused with `", "`."));
    return comment("  ", method.meaning() + "." + refusals)
        + "  \"%s\": { params: %s; result: %s };%n"
            .formatted(method.name(), types.nameOf(method.params()), types.nameOf(method.result()));
  }

  private String notifications() {
    return notifications("daemon", "ClientNotifications", Methods.TO_DAEMON)
        + notifications("client", "DaemonNotifications", Methods.TO_CLIENT);
  }

  private String notifications(String to, String name, List<RpcNotificationType<?>> list) {
    return "\n/** What is told to the %s, each with its params. */%nexport interface %s {%n"
            .formatted(to, name)
        + list.stream()
            .map(
                each ->
                    comment("  ", each.meaning() + ".")
                        + "  \"%s\": %s;%n".formatted(each.name(), types.nameOf(each.params())))
            .collect(Collectors.joining())
        + "}\n";
  }

  private String events() {
    return "\n/** The types of events, each with its data. */\nexport interface EventData {\n"
        + EventTypes.ALL.stream().map(this::event).collect(Collectors.joining())
        + comment("  ", "What somebody published, as it was given.")
        + "  \"%s\": JsonObject;%n}%n".formatted(EventTypes.PUBLISHED);
  }

  private String event(EventType type) {
    return comment("  ", type.meaning() + ".")
        + "  \"%s\": %s;%n".formatted(type.name(), types.nameOf(type.data()));
  }

  private static String errors() {
    return "\n/** Why a request is refused, by `error.data.kind`. */\nexport const errorKinds = {\n"
        + Arrays.stream(DaemonErrorCode.values())
            .map(TypeScriptModule::error)
            .collect(Collectors.joining())
        + "} as const;\n";
  }

  private static String error(DaemonErrorCode code) {
    return comment("  ", code.meaning())
        + "  %s: { code: %d, retryable: %b },%n"
            .formatted(code.kind(), code.code(), code.isRetryable());
  }

  private static String comment(String indent, String text) {
    return indent + "/** " + text.replace("*/", "*\\/") + " */\n";
  }

  private static String quoted(Collection<String> words, String separator) {
    return words.stream().map(word -> '"' + word + '"').collect(Collectors.joining(separator));
  }
}
