package fermata.definition.check.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.check.rule.Schemas;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.model.Field;
import fermata.definition.model.Node;
import fermata.definition.model.QuestionForm;
import fermata.definition.model.Unanswered;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Suggestions;
import fermata.definition.yaml.YamlNode.Entry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;

/** What follows where nobody answers in time, and cannot follow as it is written. */
public final class UnansweredQuestion implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F5064", "policy/unanswered-question", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "What is to follow where nobody answers a question in time lacks what it needs: `then:"
        + " default` an answer that fits the question, `then: escalate` somebody to ask.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    Map<String, Block> ends = new HashMap<>();
    for (Block end : context.tree().blocks(KeyContext.QUESTION_TIMEOUT)) {
      ends.put(end.pointer(), end);
    }
    if (ends.isEmpty()) {
      return;
    }
    for (Block block : context.tree().blocks(KeyContext.NODE_HUMAN)) {
      Block end = ends.get(block.pointer() + ".timeout");
      if (end != null && context.nodeOf(block) instanceof Node.Human node) {
        checkEnd(context, end, node, problems);
      }
    }
  }

  private void checkEnd(
      CheckContext context, Block end, Node.Human node, Consumer<Problem> problems) {
    Entry then = end.entry("then");
    Entry answer = end.entry("answer");
    switch (node.unanswered()) {
      case Unanswered.Default _ when then != null && answer == null ->
          checkDefaults(context, end, then, node, problems);
      case Unanswered.Default(var value) when answer != null ->
          checkAnswer(answer, node.form(), value, problems);
      case Unanswered.Escalate _ when then != null && end.entry("to") == null ->
          problems.accept(
              Edits.withKey(
                  Problem.of(
                      code(),
                      Edits.inner(then.value()),
                      "nobody is named to ask then (expected: 'to' beside it)"),
                  context,
                  end.pointer(),
                  "to",
                  "manager"));
      case Unanswered.Default _, Unanswered.Escalate _, Unanswered.Fail _ -> {}
    }
  }

  /** An empty form may be one that its defaults fill. */
  private void checkDefaults(
      CheckContext context, Block end, Entry then, Node.Human node, Consumer<Problem> problems) {
    List<String> missing = missing(node.form());
    if (missing.isEmpty()) {
      return;
    }
    String message = "no answer is written that could count (expected: 'answer' beside it";
    if (node.form() instanceof QuestionForm.Form) {
      message += ", or a default of " + Suggestions.oneOf(missing);
    }
    Problem problem = Problem.of(code(), Edits.inner(then.value()), message + ")");
    problems.accept(
        node.form() instanceof QuestionForm.Approval
            ? Edits.withKey(problem, context, end.pointer(), "answer", "false")
            : problem);
  }

  /** {@return the fields without a default, or the one output of a question without fields} */
  private static List<String> missing(QuestionForm form) {
    return form instanceof QuestionForm.Form(var fields)
        ? fields.values().stream()
            .filter(field -> field.required() && field.defaultValue() == null)
            .map(Field::name)
            .toList()
        : List.of("answer");
  }

  private void checkAnswer(
      Entry answer, QuestionForm form, JsonNode value, Consumer<Problem> problems) {
    switch (form) {
      case QuestionForm.FreeText() -> report(answer, value.isTextual(), "a text", problems);
      case QuestionForm.Approval() ->
          report(answer, isApproval(value), "true or false, or 'approve' and a 'reason'", problems);
      case QuestionForm.Choice(var options) -> {
        boolean isOne = value.isTextual() && options.contains(value.textValue());
        report(answer, isOne, Suggestions.oneOf(options), problems);
      }
      case QuestionForm.Form(var fields) ->
          Schemas.violations(Field.objectSchema(fields), completed(fields, value))
              .forEach(
                  found ->
                      problems.accept(
                          Problem.of(
                              code(),
                              Schemas.place(answer.value(), found.pointer()),
                              "the answer does not fit the question: " + found.message())));
    }
  }

  private void report(Entry answer, boolean fits, String expected, Consumer<Problem> problems) {
    if (!fits) {
      String message = "the answer does not fit the question (expected: " + expected + ")";
      problems.accept(Problem.of(code(), Edits.inner(answer.value()), message));
    }
  }

  private static boolean isApproval(JsonNode value) {
    JsonNode reason = value.path("reason");
    return value.isBoolean()
        || (value.path("approve").isBoolean() && (reason.isMissingNode() || reason.isTextual()));
  }

  private static JsonNode completed(SequencedMap<String, Field> fields, JsonNode value) {
    if (!(value instanceof ObjectNode given)) {
      return value;
    }
    ObjectNode all = given.deepCopy();
    for (Field field : fields.values()) {
      if (field.defaultValue() != null && !all.has(field.name())) {
        all.set(field.name(), field.defaultValue());
      }
    }
    return all;
  }
}
