package fermata.definition.expression;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fermata.definition.fixture.Fixture;
import fermata.definition.fixture.FixtureFile;
import fermata.definition.fixture.Marks;
import fermata.definition.text.Parsed;
import fermata.definition.text.Problem;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Problems, trees, types, values and fixes of expressions and templates: one case in a file each.
 */
class ExpressionFixtureTest {

  private static final JsonNode SCHEMA =
      json(
          """
          {"type": "object", "additionalProperties": false, "properties": {
            "input": {"type": "object", "additionalProperties": false, "properties": {
              "message": {"type": "string"}, "amount": {"type": "number"},
              "count": {"type": "integer"}, "urgent": {"type": "boolean"},
              "tags": {"type": "array", "items": {"type": "string"}},
              "kind": {"enum": ["bug", "feature", "chore"]},
              "limit": {"type": ["integer", "null"]}, "extra": {}}},
            "nodes": {"type": "object", "additionalProperties": false, "properties": {
              "triage": {"type": "object", "additionalProperties": false, "properties": {
                "verdict": {"enum": ["approve", "reject"]}, "order-id": {"type": "string"}}}}}}}
          """);

  private static final JsonNode VALUES =
      json(
          """
          {"input": {"message": "Zwei Gr\\u00fc\\u00dfe \\ud83d\\ude00", "amount": 12.5, "count": 3, "urgent": true,
            "tags": ["red", "blue"], "kind": "bug", "limit": null,
            "extra": {"id": 9007199254740993, "huge": 123456789012345678901234567890, "five": 5.0}},
           "nodes": {}}
          """);

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException broken) {
      throw new AssertionError(broken);
    }
  }

  private static TypeScope types() {
    Type.Structure names = (Type.Structure) Type.ofSchema(SCHEMA);
    return new TypeScope(names.fields());
  }

  private static ValueScope values() {
    var values = new LinkedHashMap<String, JsonNode>();
    VALUES.properties().forEach(name -> values.put(name.getKey(), name.getValue()));
    return ValueScope.of(values);
  }

  @TestFactory
  Stream<DynamicTest> readsExpressions() {
    return FixtureFile.tests("expression", fixture -> actual(fixture, this::expression));
  }

  @TestFactory
  Stream<DynamicTest> readsTemplates() {
    return FixtureFile.tests("template", fixture -> actual(fixture, this::template));
  }

  /** What a text is: its problems, and sections about it. */
  private record Reading(List<Problem> problems, LinkedHashMap<String, String> sections) {}

  private interface Reader {
    Reading read(String text);
  }

  private static Fixture actual(Fixture fixture, Reader reader) {
    String withEnd = Marks.strip(fixture.text());
    String text = withEnd.isEmpty() ? "" : withEnd.substring(0, withEnd.length() - 1);
    Reading reading = reader.read(text);
    String marked = Marks.add(text, reading.problems());
    String ended = marked.endsWith("\n") ? marked : marked + "\n";
    Fixture actual = new Fixture(fixture.title(), ended, new LinkedHashMap<>());
    for (var section : reading.sections().entrySet()) {
      actual = actual.with(section.getKey(), section.getValue() + "\n");
    }
    int number = 1;
    for (Problem problem : reading.problems()) {
      for (Problem.Fix fix : problem.fixes()) {
        String fixed = apply(text, fix.edits());
        boolean isRemoved = reader.read(fixed).problems().size() < reading.problems().size();
        String left = isRemoved ? "" : " (PROBLEM STAYS)";
        actual = actual.with("fix " + number++ + ": " + fix.title() + left, fixed + "\n");
      }
    }
    return actual;
  }

  private static String apply(String text, List<TextEdit> edits) {
    var fixed = new StringBuilder(text);
    for (TextEdit edit : edits.reversed()) {
      fixed.replace(edit.span().start(), edit.span().end(), edit.newText());
    }
    return fixed.toString();
  }

  private Reading expression(String text) {
    Parsed<Expression> parsed = ExpressionParser.parse(text, "");
    Parsed<Type> checked = TypeChecker.check(parsed.value(), types());
    var problems = new ArrayList<Problem>(parsed.problems());
    problems.addAll(checked.problems());
    var sections = new LinkedHashMap<String, String>();
    if (!parsed.isUsable()) {
      sections.put("tree", TreeText.of(parsed.value().root()));
    }
    sections.put("type", checked.value().toString());
    if (parsed.isUsable()) {
      sections.put("value", written(Evaluator.evaluate(parsed.value(), values()), text));
    }
    return new Reading(problems, sections);
  }

  private Reading template(String text) {
    Parsed<Template> parsed = TemplateParser.parse(text, "");
    Parsed<Type> checked = TypeChecker.check(parsed.value(), types());
    var problems = new ArrayList<Problem>(parsed.problems());
    problems.addAll(checked.problems());
    var sections = new LinkedHashMap<String, String>();
    sections.put("type", checked.value().toString());
    if (parsed.isUsable()) {
      sections.put("value", written(Evaluator.render(parsed.value(), values()), ""));
    }
    return new Reading(problems, sections);
  }

  private static String written(Evaluation evaluation, String source) {
    return switch (evaluation) {
      case Evaluation.Value(var value) -> value.toString();
      case Evaluation.Failure(var kind, var message, _, var span) ->
          kind + ": " + message + at(span, source);
    };
  }

  private static String at(Span span, String source) {
    return source.isEmpty() ? "" : " at «" + source.substring(span.start(), span.end()) + "»";
  }
}
