package fermata.definition.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.expression.Template;
import fermata.definition.expression.TemplateParser;
import fermata.definition.model.OnUnknown;
import fermata.definition.model.Ordered;
import fermata.definition.model.ToolName;
import fermata.definition.model.ValueTemplate;
import fermata.definition.schema.SchemaValidator;
import fermata.definition.tool.ToolDeclaration;
import fermata.definition.tool.ToolReach;
import fermata.definition.tool.ToolSchema;
import fermata.definition.tool.ToolTerms;
import fermata.definition.tool.ToolTraits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the operations of an OpenAPI document as tools: parameters by their names, what is sent as
 * {@code body}.
 *
 * <p>Source: OpenAPI 3.0.4 and 3.1.1. Cookies, and bodies that are not JSON, are not served: an
 * operation that needs them is left out. Confined to one document.
 */
final class OpenApiReader {

  /** How many operations of one document are tools. */
  private static final int OPERATIONS_MAX = 2_000;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch");
  private static final Pattern PLACE = Pattern.compile("\\{([^{}]+)\\}");
  private static final String BODY = "body";

  private final JsonNode document;
  private final String prefix;
  private final String url;
  private final SequencedMap<String, ValueTemplate> headers;

  OpenApiReader(
      JsonNode document, String prefix, String url, SequencedMap<String, ValueTemplate> headers) {
    this.document = document;
    this.prefix = prefix;
    this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    this.headers = headers;
  }

  List<ToolDeclaration> read(Predicate<String> isWanted) {
    var tools = new ArrayList<ToolDeclaration>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (String method : METHODS) {
        JsonNode operation = path.getValue().path(method);
        String id = operation.path("operationId").asText(method + path.getKey());
        if (operation.isObject() && isWanted.test(id) && tools.size() < OPERATIONS_MAX) {
          ToolDeclaration tool = tool(method, path.getKey(), path.getValue(), operation, id);
          if (tool != null) {
            tools.add(tool);
          }
        }
      }
    }
    return tools;
  }

  /** A parameter, as it is meant. */
  private record Parameter(String name, String place, boolean isRequired, JsonNode json) {}

  private @Nullable ToolDeclaration tool(
      String method, String path, JsonNode item, JsonNode operation, String id) {
    String name = prefix + "." + id.replaceAll("[^A-Za-z0-9_.:/-]+", "_");
    List<Parameter> parameters = parameters(item, operation);
    JsonNode body = resolved(operation.path("requestBody"));
    boolean isServed =
        ToolName.isValid(name)
            && parameters.stream().noneMatch(it -> it.isRequired() && it.place().equals("cookie"))
            && (body.isMissingNode() || json(body) != null);
    if (!isServed) {
      return null;
    }
    boolean isReading = method.equals("get");
    var traits =
        new ToolTraits(
            isReading,
            isReading || method.equals("put") || method.equals("delete"),
            method.equals("delete"),
            OnUnknown.ASK);
    var schema =
        new ToolSchema(
            new ToolName(name),
            description(operation),
            input(parameters, body),
            null,
            traits,
            null);
    var request =
        new ToolReach.Request(
            method.toUpperCase(Locale.ROOT),
            template(address(path)),
            values(parameters, "query", Ordered.empty()),
            values(parameters, "header", headers),
            body.isMissingNode() ? null : new ValueTemplate.Text(template(hole(BODY))));
    return new ToolDeclaration(schema, request, ToolTerms.NONE);
  }

  private static String description(JsonNode operation) {
    String summary = operation.path("summary").asText();
    String description = operation.path("description").asText();
    return summary.isEmpty() || description.isEmpty()
        ? summary + description
        : summary + (summary.endsWith(".") ? " " : ". ") + description;
  }

  /** What an operation says of a parameter wins over what its path says. */
  private List<Parameter> parameters(JsonNode item, JsonNode operation) {
    var found = new LinkedHashMap<String, Parameter>();
    for (JsonNode owner : List.of(item, operation)) {
      for (JsonNode each : owner.path("parameters")) {
        JsonNode json = resolved(each);
        String name = json.path("name").asText();
        String place = json.path("in").asText();
        boolean isRequired = json.path("required").asBoolean() || place.equals("path");
        found.put(place + " " + name, new Parameter(name, place, isRequired, json));
      }
    }
    return List.copyOf(found.values());
  }

  private JsonNode input(List<Parameter> parameters, JsonNode body) {
    var schemas = new OpenApiSchemas(document);
    ObjectNode input = JSON.objectNode().put("type", "object");
    ObjectNode properties = input.putObject("properties");
    var required = JSON.arrayNode();
    for (Parameter parameter : parameters) {
      ObjectNode schema = schemas.of(parameter.json().path("schema"));
      String description = parameter.json().path("description").asText();
      if (!description.isEmpty()) {
        schema.put("description", description);
      }
      properties.set(parameter.name(), schema);
      if (parameter.isRequired()) {
        required.add(parameter.name());
      }
    }
    JsonNode sent = json(body);
    if (sent != null) {
      properties.set(BODY, schemas.of(sent));
      if (body.path("required").asBoolean()) {
        required.add(BODY);
      }
    }
    input.set("required", required);
    input.put("additionalProperties", false);
    schemas.addTo(input);
    return SchemaValidator.of(input).isSound() ? input : JSON.objectNode().put("type", "object");
  }

  private static @Nullable JsonNode json(JsonNode body) {
    for (Map.Entry<String, JsonNode> content : body.path("content").properties()) {
      String type = content.getKey();
      if (type.startsWith("application/json") || type.endsWith("+json")) {
        return content.getValue().path("schema");
      }
    }
    return null;
  }

  private JsonNode resolved(JsonNode json) {
    String reference = json.path("$ref").asText();
    return reference.startsWith("#/") ? document.at(reference.substring(1)) : json;
  }

  private String address(String path) {
    Matcher places = PLACE.matcher(path);
    return literal(url)
        + places.replaceAll(found -> Matcher.quoteReplacement(hole(found.group(1))));
  }

  private static SequencedMap<String, ValueTemplate> values(
      List<Parameter> parameters, String place, SequencedMap<String, ValueTemplate> others) {
    var values = new LinkedHashMap<String, ValueTemplate>(others);
    for (Parameter parameter : parameters) {
      if (parameter.place().equals(place)) {
        values.put(parameter.name(), new ValueTemplate.Text(template(hole(parameter.name()))));
      }
    }
    return values;
  }

  private static String hole(String name) {
    return "${{ args[" + JSON.textNode(name) + "] }}";
  }

  /** What looks like an expression in an address is none of ours. */
  private static String literal(String text) {
    return text.replace("${{", "$${{");
  }

  private static Template template(String text) {
    return TemplateParser.parse(text, "openapi").value();
  }
}
