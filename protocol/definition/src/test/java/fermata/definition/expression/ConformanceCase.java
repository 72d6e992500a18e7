package fermata.definition.expression;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.expression.TextProto.Node;
import fermata.definition.text.Problem;
import fermata.definition.text.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** One case of the conformance files. */
record ConformanceCase(String id, Node.Message message) {

  /** What an evaluation came to; all failures are alike, because each implementation words them. */
  sealed interface Outcome {
    record Valued(CelValue value) implements Outcome {}

    record Failed() implements Outcome {}
  }

  private static final Map<String, Pattern> FEATURES =
      Map.of(
          "uint", Pattern.compile("\\b(0x)?[0-9a-fA-F]+[uU]\\b|\\buint\\b"),
          "bytes", Pattern.compile("(?<![A-Za-z0-9'\"\\\\])(b|B)[rR]?['\"]|\\bbytes\\b"),
          "message", Pattern.compile("[A-Za-z.]\\{|TestAllTypes|\\bproto[23]\\b"));

  static List<ConformanceCase> read(Path file) {
    var cases = new ArrayList<ConformanceCase>();
    String fileName = file.getFileName().toString().replace(".textproto", "");
    for (Node.Message section : TextProto.parse(text(file)).messages("section")) {
      for (Node.Message test : section.messages("test")) {
        String id = fileName + "/" + section.text("name") + "/" + test.text("name");
        cases.add(new ConformanceCase(id, test));
      }
    }
    return cases;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  String source() {
    return message.text("expr");
  }

  /** {@return what the case needs beyond plain values: words of the unsupported list} */
  Set<String> features() {
    var features = new TreeSet<String>();
    FEATURES.forEach(
        (name, pattern) -> {
          if (pattern.matcher(source()).find()) {
            features.add(name);
          }
        });
    collect(message, features);
    return features;
  }

  private static void collect(Node node, Set<String> features) {
    if (!(node instanceof Node.Message message)) {
      return;
    }
    message
        .fields()
        .forEach(
            (field, values) -> {
              switch (field) {
                case "uint64_value" -> features.add("uint");
                case "bytes_value" -> features.add("bytes");
                case "object_value", "enum_value", "container" -> features.add("message");
                default -> values.forEach(value -> collect(value, features));
              }
            });
  }

  /** Whether the expected value is one that the language has. */
  boolean canBeExpected() {
    var features = new TreeSet<String>();
    collect(message, features);
    return features.isEmpty();
  }

  Outcome expected() {
    return message.has("value")
        ? new Outcome.Valued(value(message.message("value").orElseThrow()))
        : message.has("eval_error") || message.has("any_eval_errors")
            ? new Outcome.Failed()
            : new Outcome.Valued(CelValues.TRUE);
  }

  private static CelValue value(Node.Message value) {
    String kind = value.fields().keySet().iterator().next();
    String text = value.first(kind).orElseThrow() instanceof Node.Message ? "" : value.text(kind);
    return switch (kind) {
      case "null_value" -> CelValues.NULL;
      case "bool_value" -> CelValues.of(Boolean.parseBoolean(text));
      case "int64_value" -> CelValues.of(Long.parseLong(text));
      case "double_value" -> CelValues.of(number(text));
      case "string_value" -> CelValues.of(text);
      case "type_value" -> new CelValue.KindValue(text);
      case "list_value" -> list(value.message(kind).orElseThrow());
      case "map_value" -> map(value.message(kind).orElseThrow());
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static double number(String text) {
    return switch (text) {
      case "inf", "Infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-Infinity" -> Double.NEGATIVE_INFINITY;
      case "nan" -> Double.NaN;
      default -> Double.parseDouble(text);
    };
  }

  private static CelValue list(Node.Message list) {
    var items = list.messages("values").stream().map(ConformanceCase::value).toList();
    return new CelValue.ListValue(items);
  }

  private static CelValue map(Node.Message map) {
    var entries = new LinkedHashMap<CelValue, CelValue>();
    for (Node.Message entry : map.messages("entries")) {
      entries.put(
          value(entry.message("key").orElseThrow()), value(entry.message("value").orElseThrow()));
    }
    return new CelValue.MapValue(entries);
  }

  private Expression expression() {
    return ExpressionParser.parse(source(), "").value();
  }

  Outcome evaluate() {
    ValueScope scope = ValueScope.of(bindings());
    CelValue value =
        new TreeEvaluator(scope, new Budget(Evaluator.STEPS_MAX)).evaluate(expression().root());
    return value instanceof CelValue.Fault
        ? new Outcome.Failed()
        : new Outcome.Valued(plain(value));
  }

  // The views of JSON are equal to lists and maps of their values; copies are easier to print.
  private static CelValue plain(CelValue value) {
    return switch (value) {
      case CelValue.ListValue(var items) ->
          new CelValue.ListValue(items.stream().map(ConformanceCase::plain).toList());
      case CelValue.MapValue(var entries) -> {
        var copy = new LinkedHashMap<CelValue, CelValue>();
        entries.forEach((key, entry) -> copy.put(key, plain(entry)));
        yield new CelValue.MapValue(copy);
      }
      case CelValue other -> other;
    };
  }

  private LinkedHashMap<String, JsonNode> bindings() {
    var bindings = new LinkedHashMap<String, JsonNode>();
    for (Node.Message binding : message.messages("bindings")) {
      Node.Message bound = binding.message("value").orElseThrow();
      CelValue value = value(bound.message("value").orElseThrow());
      bindings.put(
          binding.text("key"), new JsonValues(new Budget(Evaluator.STEPS_MAX)).toJson(value));
    }
    return bindings;
  }

  /** {@return the errors that a parse and, where the case is checked, a check report} */
  List<Problem> problems() {
    var problems = new ArrayList<Problem>(ExpressionParser.parse(source(), "").problems());
    boolean isChecked = !message.text("disable_check").equals("true");
    if (isChecked && expected() instanceof Outcome.Valued) {
      var names = new LinkedHashMap<String, Type>();
      message.messages("type_env").forEach(name -> names.put(name.text("name"), Types.DYN));
      problems.addAll(TypeChecker.check(expression(), new TypeScope(names)).problems());
    }
    problems.removeIf(problem -> problem.severity() != Severity.ERROR);
    return problems;
  }
}
