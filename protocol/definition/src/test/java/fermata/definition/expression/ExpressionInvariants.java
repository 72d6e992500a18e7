package fermata.definition.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fermata.definition.text.Parsed;
import fermata.definition.text.Problem;
import fermata.definition.text.Span;
import java.util.LinkedHashMap;
import java.util.List;

/** What holds for every text that is read as an expression or as a template. */
final class ExpressionInvariants {

  static final JsonNode VALUES = values();
  static final ValueScope VALUE_SCOPE = valueScope();
  static final TypeScope TYPE_SCOPE = typeScope();

  private ExpressionInvariants() {}

  private static JsonNode values() {
    try {
      return new ObjectMapper().readTree(ExpressionGenerator.NAMES);
    } catch (JsonProcessingException broken) {
      throw new AssertionError(broken);
    }
  }

  private static ValueScope valueScope() {
    var values = new LinkedHashMap<String, JsonNode>();
    VALUES.properties().forEach(name -> values.put(name.getKey(), name.getValue()));
    return ValueScope.of(values);
  }

  private static TypeScope typeScope() {
    var types = new LinkedHashMap<String, Type>();
    VALUES
        .properties()
        .forEach(
            name -> types.put(name.getKey(), ValueTypes.of(JsonValues.ofJson(name.getValue()))));
    return new TypeScope(types);
  }

  static void checkExpression(String source) {
    Parsed<Expression> parsed = ExpressionParser.parse(source, "/x");
    ExpressionTree root = parsed.value().root();
    ExpressionTrees.walk(root, tree -> checkSpans(tree, source.length()));
    checkProblems(parsed.problems(), source.length());
    checkProblems(
        TypeChecker.checkCondition(parsed.value(), TYPE_SCOPE).problems(), source.length());
    checkEvaluation(Evaluator.evaluate(parsed.value(), VALUE_SCOPE), source.length());
    if (parsed.isUsable()) {
      checkPrinted(root);
    } else {
      assertThat(parsed.problems()).isNotEmpty();
    }
  }

  static void checkTemplate(String text) {
    Parsed<Template> parsed = TemplateParser.parse(text, "/x");
    int end = 0;
    for (Template.Part part : parsed.value().parts()) {
      assertThat(part.span().start()).isEqualTo(end);
      end = part.span().end();
      if (part instanceof Template.Part.Hole(var span, var inner, var expression)) {
        assertThat(span.cover(inner)).isEqualTo(span);
        ExpressionTrees.walk(expression.root(), tree -> checkSpans(tree, inner.length()));
      }
    }
    assertThat(end).isEqualTo(text.length());
    checkProblems(parsed.problems(), text.length());
    checkProblems(TypeChecker.check(parsed.value(), TYPE_SCOPE).problems(), text.length());
    checkEvaluation(Evaluator.render(parsed.value(), VALUE_SCOPE), text.length());
  }

  private static void checkEvaluation(Evaluation evaluation, int length) {
    if (evaluation instanceof Evaluation.Failure(_, var message, _, var span)) {
      assertThat(message).isNotBlank();
      checkSpan(span, length);
    }
  }

  private static void checkSpans(ExpressionTree tree, int length) {
    checkSpan(tree.span(), length);
    for (ExpressionTree child : ExpressionTrees.children(tree)) {
      assertThat(tree.span().cover(child.span()))
          .as("%s in %s", child, tree)
          .isEqualTo(tree.span());
    }
    if (tree instanceof ExpressionTree.Member member) {
      checkSpan(member.memberSpan(), length);
    }
    if (tree instanceof ExpressionTree.Call call) {
      checkSpan(call.functionSpan(), length);
    }
  }

  private static void checkProblems(List<Problem> problems, int length) {
    for (Problem problem : problems) {
      checkSpan(problem.span(), length);
      problem.related().forEach(related -> checkSpan(related.span(), length));
      problem.fixes().stream()
          .flatMap(fix -> fix.edits().stream())
          .forEach(edit -> checkSpan(edit.span(), length));
      assertThat(problem.message()).isNotBlank().doesNotEndWith(".");
    }
  }

  private static void checkSpan(Span span, int length) {
    assertThat(span.end()).isLessThanOrEqualTo(length);
  }

  private static void checkPrinted(ExpressionTree root) {
    String printed = ExpressionPrinter.print(root);
    var again = ExpressionParser.parse(printed, "");
    assertThat(again.problems()).as(printed).isEmpty();
    assertThat(ExpressionPrinter.print(again.value().root())).isEqualTo(printed);
    assertThat(shape(again.value().root())).as(printed).isEqualTo(shape(root));
  }

  /** {@return the tree without its spans} */
  private static String shape(ExpressionTree tree) {
    return tree.toString().replaceAll("Span\\[start=\\d+, end=\\d+]", "");
  }
}
