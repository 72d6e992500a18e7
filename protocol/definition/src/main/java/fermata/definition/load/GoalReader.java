package fermata.definition.load;

import fermata.definition.model.Goal;
import java.math.BigDecimal;
import java.util.ArrayList;

/** Reads the goal of a definition. A criterion that says nothing to look at is left out. */
record GoalReader(Texts texts) {

  Goal goal(Spot spot) {
    if (!spot.isPresent()) {
      return Goal.NONE;
    }
    var success = new ArrayList<Goal.Criterion>();
    for (Spot one : spot.get("success").items()) {
      if (one.get("measure").isPresent() || one.get("judge").isPresent()) {
        success.add(criterion(one));
      }
    }
    var constraints = new ArrayList<Goal.Constraint>();
    for (Spot one : spot.get("constraints").items()) {
      boolean isHard = !one.get("kind").textOr("hard").equals("soft");
      var check = texts.expression(one.get("check"));
      if (check != null) {
        constraints.add(new Goal.Constraint(one.get("id").textOr(""), isHard, check));
      }
    }
    return new Goal(spot.get("description").textOr(""), success, constraints);
  }

  private Goal.Criterion criterion(Spot spot) {
    var expression = texts.expression(spot.get("measure"));
    BigDecimal weight = spot.get("weight").decimal();
    return new Goal.Criterion(
        spot.get("id").textOr(""),
        expression == null
            ? new Goal.Measure.Judge(texts.templateOrEmpty(spot.get("judge")))
            : new Goal.Measure.Check(expression),
        weight == null || weight.signum() <= 0 ? Goal.Criterion.WEIGHT : weight);
  }
}
