package fermata.definition.publish;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.keys.Key;
import fermata.definition.keys.KeyCatalogue;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.NodeKind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A kind of file as JSON Schema, for editors and checkers that do not know the language.
 *
 * <p>Each mapping of the table is a definition of its own, in the order of the table, so that the
 * text changes only where the language does.
 *
 * <p>Source: JSON Schema 2020-12, core and validation.
 */
public final class PublishedSchema {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final String KIND = "kind";

  private static final List<NodeKind> KINDS = List.of(NodeKind.values());

  private final Set<KeyContext> wanted = EnumSet.noneOf(KeyContext.class);
  private final Deque<KeyContext> open = new ArrayDeque<>();
  private final ShapeSchemas shapes = new ShapeSchemas(this::reference);

  private PublishedSchema() {}

  /** {@return the schema of an agent definition} */
  public static ObjectNode ofAgent() {
    return new PublishedSchema()
        .of(KeyContext.AGENT, "agent", "Agent definition", "An agent of Fermata: *.agent.yaml.");
  }

  /** {@return the schema of a catalogue of tools} */
  public static ObjectNode ofTools() {
    return new PublishedSchema()
        .of(KeyContext.TOOL_CATALOGUE, "tools", "Tool catalogue", "Tools of agents: *.tools.yaml.");
  }

  /** {@return the schema of a project file} */
  public static ObjectNode ofProject() {
    return new PublishedSchema()
        .of(KeyContext.PROJECT, "project", "Project file", "A workspace of Fermata: fermata.yaml.");
  }

  private ObjectNode of(KeyContext root, String name, String title, String description) {
    ObjectNode schema = JSON.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("$id", "urn:fermata:schema:" + name);
    schema.put("title", title).put("description", description);
    schema.put("$ref", reference(root));
    ObjectNode definitions = JSON.objectNode();
    while (!open.isEmpty()) {
      KeyContext context = open.remove();
      definitions.set(name(context), mapping(context));
    }
    ObjectNode ordered = schema.putObject("$defs");
    if (wanted.stream().anyMatch(KeyContext::isNode)) {
      ordered.set("node", node());
    }
    wanted.forEach(context -> ordered.set(name(context), definitions.get(name(context))));
    return schema;
  }

  /** {@return a reference to a mapping of the table, which will be in the schema} */
  private String reference(KeyContext context) {
    if (context == KeyContext.NODE_OTHER) {
      KINDS.forEach(kind -> reference(kind.context()));
      return "#/$defs/node";
    }
    if (wanted.add(context)) {
      open.add(context);
    }
    return "#/$defs/" + name(context);
  }

  private static String name(KeyContext context) {
    return context.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private ObjectNode mapping(KeyContext context) {
    ObjectNode schema = JSON.objectNode();
    schema.put("description", capital(context.title()) + ".").put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = JSON.arrayNode();
    for (Key key : KeyCatalogue.keys(context)) {
      properties.set(key.name(), shapes.ofKey(key));
      boolean isOfParts = context == KeyContext.AGENT && key.name().equals("nodes");
      if (key.isRequired() && !isOfParts) {
        required.add(key.name());
      }
    }
    if (context == KeyContext.AGENT) {
      // What is included may have all the nodes.
      schema.putArray("anyOf").add(requiring("nodes")).add(requiring("include"));
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    addExclusive(schema, KeyCatalogue.exclusive(context));
    if (!context.isSchema()) {
      schema.putObject("patternProperties").put("^" + KeyCatalogue.OWN_PREFIX, true);
      schema.put("additionalProperties", false);
    }
    return schema;
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /** Each of the keys forbids those after it. */
  private static void addExclusive(ObjectNode schema, List<String> keys) {
    for (int i = 0; i + 1 < keys.size(); i++) {
      ObjectNode others = schema.withObject("/dependentSchemas").putObject(keys.get(i));
      ArrayNode any = others.putObject("not").putArray("anyOf");
      keys.subList(i + 1, keys.size())
          .forEach(key -> any.addObject().putArray("required").add(key));
    }
  }

  /** A node has the keys of the kind that it says, else of the kind that one of its keys tells. */
  private ObjectNode node() {
    ObjectNode schema = JSON.objectNode();
    schema.put("description", "A node, of the kind that `kind` or one of its keys tells.");
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    KeyCatalogue.find(KeyContext.NODE_OTHER, KIND)
        .ifPresent(kind -> properties.set(KIND, shapes.ofKey(kind)));
    KINDS.forEach(
        kind ->
            kind.tellingKeys()
                .forEach(
                    key ->
                        properties
                            .putObject(key)
                            .put(
                                "description",
                                "Makes it a `" + kind.word() + "` node. " + kind.doc())));
    ArrayNode all = schema.putArray("allOf");
    ArrayNode tells = schema.putArray("anyOf");
    tells.add(requiring(KIND));
    for (NodeKind served : KINDS) {
      ObjectNode says = requiring(KIND);
      says.putObject("properties").putObject(KIND).put("const", served.word());
      ObjectNode branch = all.addObject();
      ArrayNode either = branch.putObject("if").put("type", "object").putArray("anyOf").add(says);
      for (String key : served.tellingKeys()) {
        ObjectNode isTold = requiring(key);
        isTold.set("not", requiring(KIND));
        either.add(isTold);
        tells.add(requiring(key));
      }
      branch.putObject("then").put("$ref", reference(served.context()));
    }
    return schema;
  }

  private static ObjectNode requiring(String key) {
    ObjectNode schema = JSON.objectNode();
    schema.putArray("required").add(key);
    return schema;
  }
}
