package fermata.daemon.run;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.refusal.Issues;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.Field;
import fermata.definition.schema.SchemaValidator;
import fermata.definition.text.Suggestions;

/** Whether the input of a run is what its definition wants. */
public final class InputCheck {

  private static final String POINTER = "/input";

  private InputCheck() {}

  /**
   * Refuses an input that does not fit.
   *
   * @throws fermata.daemon.refusal.RefusedException with {@code InvalidParams} and all faults
   */
  public static void check(AgentDefinition definition, JsonNode input) {
    var issues = new Issues();
    if (!input.isObject()) {
      issues.add(POINTER, "is no object (expected: the fields of the agent's input)");
      issues.refuseIfAny();
    }
    input
        .properties()
        .forEach(
            member -> {
              if (!definition.input().containsKey(member.getKey())) {
                issues.add(
                    POINTER + "/" + escaped(member.getKey()),
                    "the agent has no input field '"
                        + member.getKey()
                        + "'"
                        + Suggestions.hint(member.getKey(), definition.input().keySet()));
              }
            });
    definition.input().values().forEach(field -> check(field, input, issues));
    issues.refuseIfAny();
  }

  private static void check(Field field, JsonNode input, Issues issues) {
    String pointer = POINTER + "/" + escaped(field.name());
    JsonNode value = input.get(field.name());
    if (value != null) {
      SchemaValidator.of(field.schema())
          .validate(value)
          .forEach(violation -> issues.add(pointer + violation.pointer(), violation.message()));
    } else if (field.required() && field.defaultValue() == null) {
      issues.add(pointer, "is required by the agent");
    }
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
