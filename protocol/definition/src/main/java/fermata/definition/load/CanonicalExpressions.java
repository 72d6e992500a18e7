package fermata.definition.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.expression.ExpressionTree;
import fermata.definition.expression.ExpressionTrees;
import fermata.definition.expression.Template;
import fermata.definition.model.ValueTemplate;

/**
 * The canonical form of expressions and of values with expressions.
 *
 * <p>An expression is its tree, so its spaces do not count. Every case is an array that begins with
 * its name, so that no value looks like a case.
 */
final class CanonicalExpressions {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private CanonicalExpressions() {}

  static JsonNode template(Template template) {
    ArrayNode form = JSON.arrayNode().add("template");
    for (Template.Part part : template.parts()) {
      switch (part) {
        case Template.Part.Text(_, var text) -> form.add(text);
        case Template.Part.Hole hole -> form.add(tree(hole.expression().root()));
      }
    }
    return form;
  }

  static JsonNode value(ValueTemplate value) {
    return switch (value) {
      case ValueTemplate.Literal(var literal) -> JSON.arrayNode().add("literal").add(literal);
      case ValueTemplate.Text(var template) -> template(template);
      case ValueTemplate.Items(var items) -> {
        ArrayNode form = JSON.arrayNode().add("items");
        items.forEach(item -> form.add(value(item)));
        yield form;
      }
      case ValueTemplate.Members(var members) -> {
        ObjectNode form = JSON.objectNode();
        members.forEach((name, member) -> form.set(name, value(member)));
        yield JSON.arrayNode().add("members").add(form);
      }
    };
  }

  static JsonNode tree(ExpressionTree tree) {
    ArrayNode form =
        switch (tree) {
          case ExpressionTree.Literal(_, var value, var kind) ->
              JSON.arrayNode().add("literal").add(kind.name()).add(value);
          case ExpressionTree.Name(_, var name) -> JSON.arrayNode().add("name").add(name);
          case ExpressionTree.Member(_, _, var member, _) ->
              JSON.arrayNode().add("member").add(member);
          case ExpressionTree.Call call ->
              JSON.arrayNode().add("call").add(call.function()).add(call.isMethod());
          case ExpressionTree.Has _ -> JSON.arrayNode().add("has");
          case ExpressionTree.Macro(_, var name, _, var variable, _) ->
              JSON.arrayNode().add("macro").add(name).add(variable);
          case ExpressionTree.ListLiteral _ -> JSON.arrayNode().add("list");
          case ExpressionTree.MapLiteral _ -> JSON.arrayNode().add("map");
          case ExpressionTree.Missing _ -> JSON.arrayNode().add("missing");
        };
    ExpressionTrees.children(tree).forEach(child -> form.add(tree(child)));
    return form;
  }
}
