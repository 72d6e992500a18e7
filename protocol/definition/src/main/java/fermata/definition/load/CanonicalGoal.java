package fermata.definition.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.model.Goal;

/** The canonical form of a goal. Its description counts: models that judge read it. */
final class CanonicalGoal {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private CanonicalGoal() {}

  static JsonNode form(Goal goal) {
    ObjectNode form = JSON.objectNode().put("description", goal.description());
    ArrayNode success = form.putArray("success");
    goal.success().forEach(criterion -> success.add(criterion(criterion)));
    ArrayNode constraints = form.putArray("constraints");
    goal.constraints().forEach(constraint -> constraints.add(constraint(constraint)));
    return form;
  }

  private static JsonNode criterion(Goal.Criterion criterion) {
    ObjectNode form = JSON.objectNode().put("id", criterion.id());
    form.put("weight", criterion.weight().stripTrailingZeros().toPlainString());
    switch (criterion.measure()) {
      case Goal.Measure.Check(var expression) ->
          form.set("measure", CanonicalForm.expression(expression));
      case Goal.Measure.Judge(var question) ->
          form.set("judge", CanonicalExpressions.template(question));
    }
    return form;
  }

  private static JsonNode constraint(Goal.Constraint constraint) {
    ObjectNode form = JSON.objectNode().put("id", constraint.id());
    form.put("hard", constraint.isHard());
    form.set("check", CanonicalForm.expression(constraint.check()));
    return form;
  }
}
