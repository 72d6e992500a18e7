package fermata.definition.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.NullValue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Random expressions come to the same as in the CEL of its authors: each value, each error. */
class CelOracleTest {

  private static final long SEED = Long.getLong("expression.seed", 20_260_101L);
  private static final int EXPRESSIONS = Integer.getInteger("expression.count", 1_500);

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .maxParseRecursionDepth(500)
          .build();

  // The planner runtime of 0.14.0 hands errors of && and || on as values: true == (true && 1/0 > 0)
  // is false there. The legacy one is right.
  private final CelCompiler compiler = compiler();
  private final CelRuntime runtime =
      CelRuntimeFactory.legacyCelRuntimeBuilder()
          .setOptions(OPTIONS)
          .addLibraries(CelExtensions.strings())
          .build();
  private final Map<String, Object> theirNames = theirs();
  private final ValueScope ourNames = ours();

  @Test
  void givesTheValuesAndErrorsOfCel() {
    var generator = new ExpressionGenerator(new SplittableRandom(SEED));
    var outcomes = new TreeMap<String, Integer>();
    var differences = new ArrayList<String>();
    int comparedCount = 0;
    for (int i = 0; i < EXPRESSIONS; i++) {
      String source = generator.next();
      var theirs = theirOutcome(source);
      if (theirs.isEmpty()) {
        continue;
      }
      String expected = theirs.get();
      comparedCount++;
      String actual = ourOutcome(source);
      if (!isSame(actual, expected)) {
        differences.add(source + "\n  expected " + expected + "\n  actual " + actual);
      }
      String kind = actual.startsWith("error") ? actual : "value";
      outcomes.merge(kind, 1, Integer::sum);
    }
    System.out.println("CEL oracle, seed " + SEED + ": " + outcomes);
    assertThat(shortest(differences)).as("seed %d", SEED).isEmpty();
    assertThat(outcomes).hasSizeGreaterThan(4);
    assertThat(comparedCount).isGreaterThan(EXPRESSIONS * 2 / 3);
  }

  private static boolean isSame(String actual, String expected) {
    if (!actual.startsWith("error ")) {
      return actual.equals(expected);
    }
    // A list or a map as a key is not there for them, and no key at all for us.
    boolean isOddKey = actual.equals("error TYPE") && expected.startsWith("error UNSET");
    return isOddKey || expected.startsWith(actual + ":");
  }

  private static List<String> shortest(List<String> differences) {
    return differences.stream().sorted(Comparator.comparingInt(String::length)).limit(12).toList();
  }

  private String ourOutcome(String source) {
    var parsed = ExpressionParser.parse(source, "");
    assertThat(parsed.problems()).as(source).isEmpty();
    var budget = new Budget(Evaluator.STEPS_MAX);
    CelValue value = new TreeEvaluator(ourNames, budget).evaluate(parsed.value().root());
    return OracleText.of(value);
  }

  // Their checker is not gradual: it refuses some expressions that only might be wrong.
  private Optional<String> theirOutcome(String source) {
    try {
      Object value = runtime.createProgram(compiler.compile(source).getAst()).eval(theirNames);
      return Optional.of(OracleText.of(ofTheirs(value)));
    } catch (CelEvaluationException failed) {
      return Optional.of("error " + kind(failed) + ": " + failed.getMessage());
    } catch (CelValidationException _) {
      return Optional.empty();
    }
  }

  private static String kind(CelEvaluationException failed) {
    String message = String.valueOf(failed.getMessage());
    boolean isIndex =
        message.contains("'index_list' failed with arg(s)")
            || message.contains("substring failure");
    boolean isSelection = message.contains("Field selections must be performed on");
    return switch (failed.getErrorCode()) {
      case ATTRIBUTE_NOT_FOUND -> isSelection ? "TYPE" : "UNSET";
      case INDEX_OUT_OF_BOUNDS -> "UNSET";
      case DIVIDE_BY_ZERO -> "DIVISION";
      case NUMERIC_OVERFLOW -> "OVERFLOW";
      // An internal error is how it calls a condition that is no bool, and a range that is no list.
      case OVERLOAD_NOT_FOUND, INVALID_ARGUMENT, INTERNAL_ERROR -> isIndex ? "UNSET" : "TYPE";
      case BAD_FORMAT -> "CONVERSION";
      case DUPLICATE_ATTRIBUTE -> "DUPLICATE";
      case AMBIGUOUS_OVERLOAD, TYPE_NOT_FOUND, ITERATION_BUDGET_EXCEEDED ->
          failed.getErrorCode().name();
    };
  }

  private static CelValue ofTheirs(Object value) {
    return switch (value) {
      case NullValue _ -> CelValues.NULL;
      case dev.cel.common.values.NullValue _ -> CelValues.NULL;
      case Boolean truth -> CelValues.of(truth.booleanValue());
      case Long number -> CelValues.of(number.longValue());
      case Double number -> CelValues.of(number.doubleValue());
      case String text -> CelValues.of(text);
      case Instant instant -> new CelValue.TimestampValue(instant);
      case Duration duration -> new CelValue.DurationValue(duration);
      case CelType type -> new CelValue.KindValue(type.name());
      case List<?> list ->
          new CelValue.ListValue(list.stream().map(CelOracleTest::ofTheirs).toList());
      case Map<?, ?> map -> {
        var entries = new LinkedHashMap<CelValue, CelValue>();
        map.forEach((key, entry) -> entries.put(ofTheirs(key), ofTheirs(entry)));
        yield new CelValue.MapValue(entries);
      }
      default -> throw new AssertionError(value.getClass() + ": " + value);
    };
  }

  private static CelCompiler compiler() {
    var builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addLibraries(CelExtensions.strings());
    names().fieldNames().forEachRemaining(name -> builder.addVar(name, SimpleType.DYN));
    return builder.build();
  }

  private static JsonNode names() {
    try {
      return new ObjectMapper().readTree(ExpressionGenerator.NAMES);
    } catch (JsonProcessingException broken) {
      throw new AssertionError(broken);
    }
  }

  private static ValueScope ours() {
    JsonNode names = names();
    return name -> Optional.ofNullable(names.get(name));
  }

  private static Map<String, Object> theirs() {
    var names = new LinkedHashMap<String, Object>();
    names().properties().forEach(name -> names.put(name.getKey(), theirs(name.getValue())));
    return names;
  }

  private static Object theirs(JsonNode node) {
    return switch (node.getNodeType()) {
      case BOOLEAN -> node.booleanValue();
      case NUMBER -> node.isIntegralNumber() ? (Object) node.longValue() : node.doubleValue();
      case STRING -> node.textValue();
      case ARRAY -> node.valueStream().map(CelOracleTest::theirs).toList();
      case OBJECT -> {
        var entries = new LinkedHashMap<String, Object>();
        node.properties().forEach(field -> entries.put(field.getKey(), theirs(field.getValue())));
        yield entries;
      }
      case NULL, MISSING, BINARY, POJO -> NullValue.NULL_VALUE;
    };
  }

  /** Values in one spelling, whatever the order of their maps. */
  private static final class OracleText {

    static String of(CelValue value) {
      return switch (value) {
        case CelValue.Fault fault -> "error " + fault.kind();
        case CelValue.ListValue(var items) ->
            items.stream().map(OracleText::of).toList().toString();
        case CelValue.MapValue(var entries) -> {
          var texts = new TreeSet<String>();
          entries.forEach((key, entry) -> texts.add(of(key) + ": " + of(entry)));
          yield texts.toString();
        }
        case CelValue other -> other.toString();
      };
    }
  }
}
