package fermata.daemon.tool.runner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.tool.builtin.ToolFailureKinds;
import fermata.daemon.tool.builtin.ToolRefusal;
import fermata.definition.expression.Evaluation;
import fermata.definition.expression.Evaluator;
import fermata.definition.expression.Template;
import fermata.definition.expression.ValueScope;
import fermata.definition.model.ValueTemplate;
import fermata.definition.tool.ToolReach;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Makes a request of its declaration and the arguments of a call.
 *
 * <p>What an expression gives is encoded as a part of a path or of a query: it cannot reach another
 * host, another path or another parameter. Immutable.
 */
final class RequestForm {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

  private final ToolReach.Request request;
  private final ValueScope args;
  private final ValueScope secrets;

  /**
   * Makes a form.
   *
   * @param args of the call; those that the schema has and the call has not are null
   * @param secrets for headers alone
   */
  RequestForm(ToolReach.Request request, JsonNode args, JsonNode schema, ValueScope secrets) {
    JsonNode complete = complete(args, schema);
    this.request = request;
    this.args = name -> name.equals("args") ? Optional.of(complete) : Optional.empty();
    this.secrets = secrets;
  }

  private static JsonNode complete(JsonNode args, JsonNode schema) {
    ObjectNode complete = args.deepCopy();
    schema
        .path("properties")
        .fieldNames()
        .forEachRemaining(name -> complete.putIfAbsent(name, NullNode.getInstance()));
    return complete;
  }

  /** {@return the address, with its query} */
  URI address() {
    var address = new StringBuilder();
    for (Template.Part part : request.url().parts()) {
      address.append(
          switch (part) {
            case Template.Part.Text(_, var text) -> text;
            case Template.Part.Hole hole -> segment(hole);
          });
    }
    char mark = address.indexOf("?") < 0 ? '?' : '&';
    for (Map.Entry<String, ValueTemplate> parameter : request.query().entrySet()) {
      for (String value : texts(value(parameter.getValue(), args))) {
        address.append(mark).append(encoded(parameter.getKey())).append('=').append(encoded(value));
        mark = '&';
      }
    }
    try {
      return new URI(address.toString());
    } catch (URISyntaxException unfit) {
      throw ToolRefusal.of(
          ToolFailureKinds.HOST, "the address of the tool is none: " + unfit.getReason());
    }
  }

  private String segment(Template.Part.Hole hole) {
    JsonNode value = rendered(new Template(List.of(hole)), args);
    String text = value.isTextual() ? value.textValue() : value.toString();
    if (value.isNull() || text.isEmpty() || text.equals(".") || text.equals("..")) {
      throw ToolRefusal.of(
          ToolFailureKinds.ARGUMENTS,
          "'"
              + hole.expression().source()
              + "' is part of an address and cannot be '"
              + (value.isNull() ? "null" : text)
              + "'");
    }
    return encoded(text);
  }

  /** A list is a parameter that is repeated, as most servers expect. */
  private static List<String> texts(JsonNode value) {
    return switch (value) {
      case NullNode _ -> List.of();
      case ArrayNode array -> array.valueStream().map(RequestForm::text).toList();
      case JsonNode one -> List.of(text(one));
    };
  }

  private static String text(JsonNode value) {
    return value.isTextual() ? value.textValue() : value.toString();
  }

  private static String encoded(String text) {
    var encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (UNRESERVED.indexOf(c) >= 0) {
        encoded.append(c);
      } else {
        encoded.append('%').append("%02X".formatted(b & 0xff));
      }
    }
    return encoded.toString();
  }

  /** {@return the headers; what is wrong with one is told without its value, which may be a key} */
  SequencedMap<String, String> headers() {
    ValueScope both = name -> args.find(name).or(() -> secrets.find(name));
    var headers = new LinkedHashMap<String, String>();
    request
        .headers()
        .forEach(
            (name, template) -> {
              JsonNode value = header(name, template, both);
              if (!value.isNull()) {
                headers.put(name, text(value));
              }
            });
    return headers;
  }

  private static JsonNode header(String name, ValueTemplate template, ValueScope scope) {
    try {
      return value(template, scope);
    } catch (ToolRefusal _) {
      throw ToolRefusal.of(
          ToolFailureKinds.START,
          "header '" + name + "' cannot be computed: a secret or an argument is not there");
    }
  }

  /** {@return what is sent; absent where nothing is} */
  Optional<String> body() {
    return Optional.ofNullable(request.body()).map(body -> value(body, args).toString());
  }

  private static JsonNode value(ValueTemplate template, ValueScope scope) {
    return switch (template) {
      case ValueTemplate.Literal(var literal) -> literal;
      case ValueTemplate.Text(var text) -> rendered(text, scope);
      case ValueTemplate.Items(var items) -> {
        ArrayNode array = JSON.arrayNode();
        items.forEach(item -> array.add(value(item, scope)));
        yield array;
      }
      case ValueTemplate.Members(var members) -> {
        ObjectNode object = JSON.objectNode();
        members.forEach((name, member) -> object.set(name, value(member, scope)));
        yield object;
      }
    };
  }

  private static JsonNode rendered(Template template, ValueScope scope) {
    return switch (Evaluator.render(template, scope)) {
      case Evaluation.Value(var value) -> value;
      case Evaluation.Failure failure ->
          throw ToolRefusal.of(failure.kind(), failure.pointer() + ": " + failure.message());
    };
  }
}
