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
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parsed texts of a definition, by where they stand, and what the model makes of them. */
final class Texts {

  private final IdentityHashMap<YamlNode, TextSite> sites;

  /** The texts that several places share by an alias or a merge key, by pointer. */
  private final Map<String, TextSite> shared;

  Texts(List<TextSite> all) {
    sites = new IdentityHashMap<>(all.size());
    shared = new HashMap<>();
    for (TextSite site : all) {
      TextSite first = sites.putIfAbsent(site.value().node(), site);
      if (first != null) {
        shared.putIfAbsent(first.value().pointer(), first);
        shared.putIfAbsent(site.value().pointer(), site);
      }
    }
  }

  /** {@return the text at a place; of a text in a file, at the path that names it} */
  private @Nullable TextSite find(Spot spot) {
    if (!(spot.node() instanceof YamlNode.Scalar)) {
      return null;
    }
    TextSite site = sites.get(spot.node());
    return site == null || shared.isEmpty() ? site : shared.getOrDefault(spot.pointer(), site);
  }

  /** {@return the template of a text, or of the file that a mapping names} */
  @Nullable Template template(Spot spot) {
    TextSite site = find(spot.node() instanceof YamlNode.Mapping ? spot.get("file") : spot);
    return site == null ? null : site.template().value();
  }

  /** {@return a text as it is, or that of the file that a mapping names} */
  String source(Spot spot) {
    TextSite file = find(spot.get("file"));
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
    if (!(spot.node() instanceof YamlNode.Mapping)) {
      return Ordered.empty();
    }
    SequencedMap<String, ValueTemplate> values = new LinkedHashMap<>();
    spot.forEach((name, member) -> values.put(name, value(member, depth + 1)));
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
