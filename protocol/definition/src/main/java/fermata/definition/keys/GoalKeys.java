package fermata.definition.keys;

import static fermata.definition.keys.Shapes.EXPRESSION;
import static fermata.definition.keys.Shapes.PLAIN;
import static fermata.definition.keys.Shapes.items;
import static fermata.definition.keys.Shapes.option;

import java.math.BigDecimal;
import java.util.List;

/** The keys of {@code goal}. */
final class GoalKeys {

  private static final Shape ID = new Shape.Text(TextForm.NODE_ID);
  private static final Shape KIND =
      new Shape.Choice(
          List.of(
              option("hard", "A run that breaks it fails at once."),
              option("soft", "A run that breaks it says so and goes on.")));

  private GoalKeys() {}

  static List<Key> goal() {
    return List.of(
        Key.of("description", PLAIN, "What is wanted, in a sentence; models that judge read it."),
        Key.of(
            "success",
            items(new Shape.Keys(KeyContext.CRITERION)),
            "The criteria of success, each judged when a run has ended."),
        Key.of(
            "constraints",
            items(new Shape.Keys(KeyContext.CONSTRAINT)),
            "What must hold after every step and before every call."));
  }

  /** Of which a criterion has one. */
  static List<String> measures() {
    return List.of("measure", "judge");
  }

  static List<Key> criterion() {
    return List.of(
        Key.of("id", ID, "The name of the criterion.").required(),
        Key.of("measure", EXPRESSION, "Whether it is met, by the result of the run.")
            .within(ScopeKind.MEASURE),
        Key.of(
                "judge",
                new Shape.Text(TextForm.TEMPLATE),
                "What a model looks for in the result; it says yes or no, and why.")
            .within(ScopeKind.MEASURE),
        Key.of(
                "weight",
                new Shape.Decimal(new BigDecimal("0.0001"), new BigDecimal(10_000)),
                "How much it counts beside the others.")
            .orElse("`1`"));
  }

  static List<Key> constraint() {
    return List.of(
        Key.of("id", ID, "The name of the constraint.").required(),
        Key.of("kind", KIND, "What becomes of a run that breaks it.").orElse("`hard`"),
        Key.of(
                "check",
                EXPRESSION,
                "What must hold; where it cannot be evaluated, nothing is said.")
            .required()
            .within(ScopeKind.GIVEN));
  }
}
