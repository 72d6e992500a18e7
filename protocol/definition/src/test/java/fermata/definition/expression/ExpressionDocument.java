package fermata.definition.expression;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.expression.Functions.Function;
import fermata.definition.keys.ScopeKind;
import fermata.definition.pattern.LinearPattern;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Fills the generated parts into the written page about expressions. */
final class ExpressionDocument {

  private ExpressionDocument() {}

  static String fill(String written) {
    return written
        .replace("%SCOPES%", scopes())
        .replace("%FUNCTIONS%", functions())
        .replace("%FAILURES%", failures())
        .replace("%LIMITS%", limits());
  }

  private static String scopes() {
    return table(
        List.of("where", "names"),
        Stream.of(ScopeKind.values())
            .filter(kind -> kind != ScopeKind.NONE)
            .map(kind -> List.of(place(kind), kind.names())));
  }

  private static String place(ScopeKind kind) {
    return switch (kind) {
      case NONE -> "nowhere";
      case GIVEN -> "in `when` and `inputs` of a node, and in `check` of a goal";
      case NODE -> "in a node: prompts, arguments, questions, what it sets";
      case STEP -> "in `args` of a step of a workflow, and in its `return`";
      case SUCCESSOR -> "in `when` of an edge or a route";
      case WAITED_EVENT -> "in `when` of the event that a node waits for";
      case EVENT -> "in `when` of a subscription or a trigger, and in the input that it gives";
      case CONSTANT -> "in the values that a subscription or a trigger compares with";
      case RESULT -> "in `from` of the agent's output";
      case MEASURE -> "in `measure` and `judge` of a goal";
      case APPROVAL -> "in `when` of an approval rule";
      case TRIGGER -> "in `input` of an entry point and `dedupe` of its webhook";
      case SECRET -> "in `secret` of a webhook";
      case COMMAND -> "in the command of a process tool, and in what a tool sends over HTTP";
      case REQUEST -> "in the headers of a tool that is a request over HTTP";
    };
  }

  private static String functions() {
    return table(
        List.of("call", "gives", "example", "value"),
        Functions.all().stream()
            .map(
                function ->
                    List.of(
                        calls(function),
                        function.doc(),
                        code(function.example()),
                        code(value(function).toString()))));
  }

  private static String calls(Function function) {
    return function.signatures().stream()
        .map(
            signature ->
                code(signature.written(function.name()))
                    + " → "
                    + code(signature.result().toString()))
        .distinct()
        .collect(Collectors.joining("<br>"));
  }

  static JsonNode value(Function function) {
    Expression expression = ExpressionParser.parse(function.example(), "").value();
    ValueScope nothing = ValueScope.of(new LinkedHashMap<>());
    return switch (Evaluator.evaluate(expression, nothing)) {
      case Evaluation.Value(var value) -> value;
      case Evaluation.Failure(_, var message, _, _) ->
          throw new AssertionError(function.example() + ": " + message);
    };
  }

  private static String failures() {
    return table(
        List.of("kind", "when"),
        Stream.of(FailureKind.values()).map(kind -> List.of(code(kind.wireName()), cause(kind))));
  }

  private static String cause(FailureKind kind) {
    return switch (kind) {
      case UNSET -> "a name, member, element or place in a text is not there";
      case TYPE -> "a function or operator was given values that it does not take";
      case OVERFLOW -> "a number, timestamp or duration is beyond its range";
      case DIVISION -> "an integer is divided by zero";
      case CONVERSION -> "a text cannot be read as what it was to become, or is no pattern";
      case DUPLICATE -> "a map has a key twice, or would have it as JSON";
      case JSON -> "the result has no JSON form, or is nested too deep";
      case BUDGET -> "more work or more text than one evaluation may do or make";
      case SYNTAX -> "the expression is broken; a definition with one does not load";
    };
  }

  private static String limits() {
    return table(
        List.of("what", "at most"),
        Stream.of(
            List.of(
                "steps of one evaluation: parts evaluated, elements looked at, each "
                    + Evaluator.TEXT_UNITS_PER_STEP
                    + " characters gone through",
                number(Evaluator.STEPS_MAX)),
            List.of("characters of new text in one evaluation", number(Evaluator.MADE_UNITS_MAX)),
            List.of("levels of lists and maps in a result", number(Evaluator.VALUE_DEPTH_MAX)),
            List.of(
                "levels of brackets and operators in a text", number(ExpressionParser.DEPTH_MAX)),
            List.of("characters of a pattern", number(LinearPattern.UNITS_MAX)),
            List.of(
                "parts of a pattern, repetitions written out", number(LinearPattern.PARTS_MAX))));
  }

  private static String number(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String code(String text) {
    return "`" + text.replace("|", "\\|") + "`";
  }

  private static String table(List<String> head, Stream<List<String>> rows) {
    String rule = "|---".repeat(head.size()) + "|";
    return Stream.concat(Stream.of(row(head), rule), rows.map(ExpressionDocument::row))
        .collect(Collectors.joining("\n"));
  }

  private static String row(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
  }
}
