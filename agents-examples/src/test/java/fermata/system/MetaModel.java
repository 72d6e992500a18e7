package fermata.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The official description of the Language Server Protocol, as a check of messages.
 *
 * <p>Stricter than the protocol in one point: a property that it does not name is a fault.
 */
final class MetaModel {

  /** Methods of ours, which the protocol leaves to us. */
  private static final String OURS = "fermata/";

  private final Map<String, JsonNode> structures = new HashMap<>();
  private final Map<String, JsonNode> enumerations = new HashMap<>();
  private final Map<String, JsonNode> aliases = new HashMap<>();
  private final Map<String, JsonNode> requests = new HashMap<>();
  private final Map<String, JsonNode> notifications = new HashMap<>();

  private MetaModel(JsonNode model) {
    put(structures, model.path("structures"), "name");
    put(enumerations, model.path("enumerations"), "name");
    put(aliases, model.path("typeAliases"), "name");
    put(requests, model.path("requests"), "method");
    put(notifications, model.path("notifications"), "method");
  }

  private static void put(Map<String, JsonNode> target, JsonNode all, String key) {
    all.forEach(one -> target.put(one.path(key).asText(), one));
  }

  /** {@return the model that lies beside the checkout; says so and is empty where none does} */
  static Optional<MetaModel> find() {
    for (Path at = Fermata.root(); at != null; at = at.getParent()) {
      Path file = at.resolve("shared/data/lsp/metaModel.json");
      if (Files.isRegularFile(file)) {
        try {
          return Optional.of(new MetaModel(new ObjectMapper().readTree(file.toFile())));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    System.out.println("skipped: ../shared/data/lsp is missing");
    return Optional.empty();
  }

  /** {@return what is wrong with a request or a notification; empty for one of ours} */
  Optional<String> faultOfCall(JsonNode message, boolean isToServer) {
    String method = message.path("method").asText();
    if (method.startsWith(OURS)) {
      return Optional.empty();
    }
    JsonNode known = (message.has("id") ? requests : notifications).get(method);
    if (known == null) {
      return Optional.of(method + " is not in the protocol");
    }
    String direction = known.path("messageDirection").asText();
    if (!direction.equals("both") && direction.equals("clientToServer") != isToServer) {
      return Optional.of(method + " goes " + direction);
    }
    JsonNode params = message.get("params");
    return known.has("params")
        ? params == null
            ? Optional.of(method + " has no params")
            : fault(known.get("params"), params, method)
        : params == null || params.isNull() || params.isEmpty()
            ? Optional.empty()
            : Optional.of(method + " takes no params");
  }

  /** {@return what is wrong with a reply to a method} */
  Optional<String> faultOfReply(String method, JsonNode message) {
    JsonNode error = message.get("error");
    if (error != null) {
      return error.path("code").isInt() && error.path("message").isTextual()
          ? Optional.empty()
          : Optional.of(method + ": no error of the protocol: " + error);
    }
    if (!message.has("result")) {
      return Optional.of(method + ": neither result nor error");
    }
    JsonNode known = requests.get(method);
    return known == null || method.startsWith(OURS)
        ? Optional.empty()
        : fault(known.get("result"), message.get("result"), method);
  }

  private Optional<String> fault(JsonNode type, JsonNode value, String at) {
    return switch (type.path("kind").asText()) {
      case "base" -> unless(isBase(type.path("name").asText(), value), type, value, at);
      case "reference" -> faultOfNamed(type.path("name").asText(), value, at);
      case "array" -> value.isArray() ? elements(type, value, at) : unless(false, type, value, at);
      case "map" -> value.isObject() ? members(type, value, at) : unless(false, type, value, at);
      case "and" -> first(type.path("items"), value, at);
      case "or" -> alternatives(type.path("items"), value, at);
      case "tuple" -> unless(value.isArray(), type, value, at);
      case "literal" -> properties(named(type.path("value").path("properties")), value, at);
      case "stringLiteral", "integerLiteral", "booleanLiteral" ->
          unless(type.get("value").asText().equals(value.asText()), type, value, at);
      case String other -> throw new AssertionError("unheard-of kind of type " + other);
    };
  }

  private static Optional<String> unless(
      boolean isRight, JsonNode type, JsonNode value, String at) {
    return isRight ? Optional.empty() : Optional.of(at + ": " + value + " is not " + type);
  }

  private static boolean isBase(String name, JsonNode value) {
    return switch (name) {
      case "string", "URI", "DocumentUri", "RegExp" -> value.isTextual();
      case "integer" -> value.isInt();
      case "uinteger" -> value.isInt() && value.intValue() >= 0;
      case "decimal" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "null" -> value.isNull();
      default -> throw new AssertionError("unheard-of base type " + name);
    };
  }

  private Optional<String> faultOfNamed(String name, JsonNode value, String at) {
    if (name.equals("LSPAny") || name.equals("LSPObject")) {
      return Optional.empty();
    }
    if (aliases.containsKey(name)) {
      return fault(aliases.get(name).get("type"), value, at);
    }
    if (enumerations.containsKey(name)) {
      return faultOfEnumeration(enumerations.get(name), value, at);
    }
    return properties(properties(name), value, at + " " + name);
  }

  private Optional<String> faultOfEnumeration(JsonNode known, JsonNode value, String at) {
    Optional<String> base = fault(known.get("type"), value, at);
    boolean isOpen = known.path("supportsCustomValues").asBoolean();
    boolean isKnown =
        StreamSupport.stream(known.path("values").spliterator(), false)
            .anyMatch(one -> one.get("value").asText().equals(value.asText()));
    return base.isPresent() || isOpen || isKnown
        ? base
        : Optional.of(at + ": " + value + " is no " + known.path("name").asText());
  }

  /** The properties of a structure with those that it takes from others. */
  private Map<String, JsonNode> properties(String name) {
    JsonNode structure = structures.get(name);
    if (structure == null) {
      throw new AssertionError("unheard-of structure " + name);
    }
    var all = new LinkedHashMap<String, JsonNode>();
    for (String source : List.of("extends", "mixins")) {
      structure.path(source).forEach(one -> all.putAll(properties(one.path("name").asText())));
    }
    all.putAll(named(structure.path("properties")));
    return all;
  }

  private static Map<String, JsonNode> named(JsonNode properties) {
    var all = new LinkedHashMap<String, JsonNode>();
    properties.forEach(one -> all.put(one.path("name").asText(), one));
    return all;
  }

  private Optional<String> properties(Map<String, JsonNode> known, JsonNode value, String at) {
    if (!value.isObject()) {
      return Optional.of(at + ": " + value + " is not an object");
    }
    for (var member : value.properties()) {
      if (!known.containsKey(member.getKey())) {
        return Optional.of(at + ": has no property " + member.getKey());
      }
    }
    for (JsonNode property : known.values()) {
      String name = property.path("name").asText();
      JsonNode member = value.get(name);
      Optional<String> fault =
          member != null
              ? fault(property.get("type"), member, at + "." + name)
              : property.path("optional").asBoolean()
                  ? Optional.empty()
                  : Optional.of(at + ": lacks " + name);
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  private Optional<String> elements(JsonNode type, JsonNode value, String at) {
    for (int i = 0; i < value.size(); i++) {
      Optional<String> fault = fault(type.get("element"), value.get(i), at + "[" + i + "]");
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  private Optional<String> members(JsonNode type, JsonNode value, String at) {
    return value.properties().stream()
        .flatMap(
            member ->
                fault(type.get("value"), member.getValue(), at + "." + member.getKey()).stream())
        .findFirst();
  }

  private Optional<String> first(JsonNode types, JsonNode value, String at) {
    return StreamSupport.stream(types.spliterator(), false)
        .flatMap(type -> fault(type, value, at).stream())
        .findFirst();
  }

  private Optional<String> alternatives(JsonNode types, JsonNode value, String at) {
    var faults = new ArrayList<String>();
    for (JsonNode type : types) {
      Optional<String> fault = fault(type, value, at);
      if (fault.isEmpty()) {
        return Optional.empty();
      }
      faults.add(fault.get());
    }
    return Optional.of(String.join("; or ", faults));
  }
}
