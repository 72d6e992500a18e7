package fermata.definition.assist;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.expression.Type;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.keys.PlacedTree.PlacedName;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.keys.Pointers;
import fermata.definition.keys.Shape;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.NodeId;
import fermata.definition.model.ToolName;
import fermata.definition.tool.ToolSchema;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlValues;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names that an author's key can only or best have, such as the arguments of a known tool. */
record KnownNames(CursorPlace place) {

  /**
   * A name that fits.
   *
   * @param shape of its value
   * @param value the value to write with it; empty where the author has to say it
   */
  record Name(
      String text,
      String detail,
      String documentation,
      boolean isRequired,
      Shape shape,
      String value) {}

  /** {@return the names that the mapping of a key does not have yet} */
  List<Name> of(PlacedName name) {
    Set<String> present = siblings(name);
    return known(name).stream().filter(known -> !present.contains(known.text())).toList();
  }

  private Set<String> siblings(PlacedName name) {
    var present = new HashSet<String>();
    var mapping = place.cursor().mapping();
    if (mapping != null) {
      mapping.entries().stream()
          .filter(entry -> !entry.equals(name.entry()))
          .forEach(entry -> present.add(entry.keyText()));
    }
    return present;
  }

  private List<Name> known(PlacedName name) {
    return switch (name.within().name()) {
      case "args" -> toolAt(holder(name.pointer())).map(KnownNames::arguments).orElse(List.of());
      case "outputs" -> toolOf(name.owner()).map(KnownNames::results).orElse(List.of());
      case "set" -> targets(name.owner());
      case "input" ->
          name.pointer().startsWith("entries.") || name.pointer().startsWith("subscriptions")
              ? inputs()
              : List.of();
      case "entries" ->
          List.of(
              new Name(
                  AgentDefinition.DEFAULT_ENTRY,
                  "entry point",
                  "The entry point of a run that names none.",
                  false,
                  new Shape.Keys(KeyContext.ENTRY),
                  ""));
      default -> List.of();
    };
  }

  /** {@return the tool that a node calls, where both are known} */
  Optional<ToolSchema> toolOf(String node) {
    return toolAt(Pointers.key("nodes", node));
  }

  /** {@return what holds {@code args}, by the pointer of an argument} */
  private static String holder(String argument) {
    int end = argument.lastIndexOf(".args");
    return end < 0 ? argument : argument.substring(0, end);
  }

  private Optional<ToolSchema> toolAt(String pointer) {
    Optional<Block> block = place.findBlock(pointer);
    YamlNode.Entry tool = block.map(found -> found.entry("tool")).orElse(null);
    if (tool != null && YamlValues.resolved(tool.value()) instanceof YamlNode.Scalar text) {
      return findTool(text.text());
    }
    return Optional.empty();
  }

  private Optional<ToolSchema> findTool(String name) {
    return ToolName.isValid(name)
        ? place.agent().tools().find(new ToolName(name))
        : Optional.empty();
  }

  /** {@return the schema of the argument of a call that a value belongs to} */
  Optional<JsonNode> argumentSchema(PlacedValue value) {
    if (value.key() == null || !value.key().name().equals("args")) {
      return Optional.empty();
    }
    String holder = holder(value.pointer());
    String parent = holder + ".args";
    return toolAt(holder).stream()
        .flatMap(tool -> tool.input().path("properties").properties().stream())
        .filter(property -> Pointers.key(parent, property.getKey()).equals(value.pointer()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static List<Name> arguments(ToolSchema tool) {
    var required = new HashSet<String>();
    tool.input().path("required").forEach(name -> required.add(name.asText()));
    var names = new ArrayList<Name>();
    for (Map.Entry<String, JsonNode> property : tool.input().path("properties").properties()) {
      boolean isRequired = required.contains(property.getKey());
      names.add(
          new Name(
              property.getKey(),
              detail(property.getValue()),
              SchemaText.of(property.getValue(), isRequired),
              isRequired,
              new Shape.Computed(),
              ""));
    }
    return names;
  }

  private static List<Name> results(ToolSchema tool) {
    var names = new ArrayList<Name>();
    if (tool.output() != null) {
      for (Map.Entry<String, JsonNode> property : tool.output().path("properties").properties()) {
        JsonNode schema = property.getValue();
        names.add(
            new Name(
                property.getKey(),
                detail(schema),
                SchemaText.of(schema, false),
                false,
                new Shape.Keys(KeyContext.FIELD),
                SchemaText.flow(schema)));
      }
    }
    return names;
  }

  private List<Name> inputs() {
    var names = new ArrayList<Name>();
    AgentDefinition definition = place.agent().definition();
    if (definition != null) {
      definition
          .input()
          .forEach(
              (key, field) ->
                  names.add(
                      new Name(
                          key,
                          detail(field.schema()),
                          SchemaText.of(field.schema(), field.required()),
                          field.required(),
                          new Shape.Computed(),
                          "")));
    }
    return names;
  }

  private List<Name> targets(String node) {
    var names = new ArrayList<Name>();
    AgentDefinition definition = place.agent().definition();
    if (definition != null) {
      definition
          .state()
          .forEach((key, state) -> names.add(target("state." + key, state.schema(), "state")));
      var found = NodeId.isValid(node) ? definition.nodes().get(new NodeId(node)) : null;
      if (found != null) {
        found
            .options()
            .outputs()
            .forEach((key, field) -> names.add(target(key, field.schema(), "output")));
      }
    }
    return names;
  }

  private static Name target(String name, JsonNode schema, String what) {
    String detail = what + ", " + detail(schema);
    return new Name(name, detail, SchemaText.of(schema, false), false, new Shape.Computed(), "");
  }

  private static String detail(JsonNode schema) {
    return Type.ofSchema(schema).toString();
  }
}
