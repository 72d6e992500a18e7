package fermata.definition.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import fermata.definition.expression.Expression;
import fermata.definition.expression.ExpressionTree;
import fermata.definition.expression.Template;
import fermata.definition.index.TextSite;
import fermata.definition.keys.PlacedTree;
import fermata.definition.model.Ordered;
import fermata.definition.model.ValueTemplate;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The parsed texts of a definition, by pointer, and what the model makes of them.
 *
 * @param sites by the pointer of the text; of a text in a file, of the path that names it
 */
record Texts(Map<String, TextSite> sites) {

  /** {@return the template of a text, or of the file that a mapping names} */
  @Nullable Template template(Spot spot) {
    TextSite site = sites.get(spot.pointer());
    if (site == null && spot.node() instanceof YamlNode.Mapping) {
      site = sites.get(spot.get("file").pointer());
    }
    return site == null ? null : site.template().value();
  }

  /** {@return a text as it is, or that of the file that a mapping names} */
  String source(Spot spot) {
    TextSite file = sites.get(spot.get("file").pointer());
    return file == null ? spot.textOr("") : file.place().text();
  }

  /** {@return the template of a text; an empty one where there is none} */
  Template templateOrEmpty(Spot spot) {
    Template template = template(spot);
    return template != null ? template : new Template(List.of());
  }

  /**
   * {@return the expression of a place that holds one and nothing else}
   *
   * <p>A broken one is there with a missing root: a way with a broken condition is not a way
   * without a condition.
   */
  @Nullable Expression expression(Spot spot) {
    if (!spot.isPresent()) {
      return null;
    }
    Template template = template(spot);
    if (template != null && template.isSingle()) {
      return ((Template.Part.Hole) template.parts().getFirst()).expression();
    }
    var missing = new ExpressionTree.Missing(Span.at(0));
    return new Expression(spot.textOr(""), spot.pointer(), missing);
  }

  /** {@return the value of a place with the expressions in its texts} */
  ValueTemplate value(Spot spot) {
    return value(spot, 0);
  }

  /** {@return the values of the members of a mapping} */
  SequencedMap<String, ValueTemplate> values(Spot spot) {
    return values(spot, 0);
  }

  private ValueTemplate value(Spot spot, int depth) {
    if (depth > PlacedTree.DEPTH_MAX) {
      return new ValueTemplate.Literal(NullNode.getInstance());
    }
    return switch (spot.node()) {
      case YamlNode.Mapping _ -> object(values(spot, depth));
      case YamlNode.Sequence _ ->
          list(spot.items().stream().map(item -> value(item, depth + 1)).toList());
      case YamlNode.Scalar _ -> scalar(spot);
      case YamlNode.Alias _, YamlNode.Absent _ -> new ValueTemplate.Literal(spot.json());
    };
  }

  private SequencedMap<String, ValueTemplate> values(Spot spot, int depth) {
    SequencedMap<String, ValueTemplate> values = new LinkedHashMap<>();
    spot.members().forEach((name, member) -> values.put(name, value(member, depth + 1)));
    return Ordered.copyOf(values);
  }

  private static ValueTemplate object(SequencedMap<String, ValueTemplate> members) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, ValueTemplate> member : members.entrySet()) {
      if (!(member.getValue() instanceof ValueTemplate.Literal(var value))) {
        return new ValueTemplate.Members(members);
      }
      object.set(member.getKey(), value);
    }
    return new ValueTemplate.Literal(object);
  }

  private static ValueTemplate list(List<ValueTemplate> items) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (ValueTemplate item : items) {
      if (!(item instanceof ValueTemplate.Literal(var value))) {
        return new ValueTemplate.Items(items);
      }
      array.add(value);
    }
    return new ValueTemplate.Literal(array);
  }

  private ValueTemplate scalar(Spot spot) {
    JsonNode json = spot.json();
    Template template = template(spot);
    if (template == null || !json.isTextual()) {
      return new ValueTemplate.Literal(json);
    }
    boolean isLiteral = template.parts().stream().allMatch(Template.Part.Text.class::isInstance);
    return isLiteral
        ? new ValueTemplate.Literal(TextNode.valueOf(literal(template)))
        : new ValueTemplate.Text(template);
  }

  /** The text without its escapes. */
  private static String literal(Template template) {
    return template.parts().stream()
        .map(part -> ((Template.Part.Text) part).text())
        .collect(Collectors.joining());
  }
}
