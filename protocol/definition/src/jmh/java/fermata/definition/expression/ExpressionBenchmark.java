package fermata.definition.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelRuntime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Parse, check and evaluate, with the CEL of its authors beside it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class ExpressionBenchmark {

  private static final String INPUT =
      "{\"kind\": \"bug\", \"amount\": 120, \"tags\": [\"red\", \"late\", \"blue\"]}";

  @Param({
    "input.kind == 'bug' && input.amount > 100",
    "input.tags.filter(t, t.startsWith('l')).size() > 0"
  })
  String source = "";

  private TypeScope types = new TypeScope(new LinkedHashMap<>());
  private ValueScope values = ValueScope.of(new LinkedHashMap<>());
  private Expression expression = ExpressionParser.parse("0", "").value();
  private final Cel cel = cel();
  private Map<String, Object> theirValues = Map.of();
  private CelAbstractSyntaxTree parsed;
  private CelRuntime.Program program;

  @Setup
  public void prepare() throws Exception {
    JsonNode input = new ObjectMapper().readTree(INPUT);
    var fields = new LinkedHashMap<String, Type>();
    fields.put("kind", Types.TEXT);
    fields.put("amount", Types.INT);
    fields.put("tags", new Type.ListOf(Types.TEXT));
    var names = new LinkedHashMap<String, Type>();
    names.put("input", new Type.Structure(fields, false));
    types = new TypeScope(names);
    var given = new LinkedHashMap<String, JsonNode>();
    given.put("input", input);
    values = ValueScope.of(given);
    expression = ExpressionParser.parse(source, "").value();
    theirValues =
        Map.of(
            "input",
            Map.of("kind", "bug", "amount", 120L, "tags", List.of("red", "late", "blue")));
    parsed = cel.parse(source).getAst();
    program = cel.createProgram(cel.check(parsed).getAst());
  }

  private static Cel cel() {
    return CelFactory.standardCelBuilder()
        .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
        .addVar("input", MapType.create(SimpleType.STRING, SimpleType.DYN))
        .build();
  }

  @Benchmark
  public Object parse() {
    return ExpressionParser.parse(source, "");
  }

  @Benchmark
  public Object parseByCel() throws Exception {
    return cel.parse(source).getAst();
  }

  @Benchmark
  public Object check() {
    return TypeChecker.check(expression, types);
  }

  @Benchmark
  public Object checkByCel() throws Exception {
    return cel.check(parsed).getAst();
  }

  @Benchmark
  public Object evaluate() {
    return Evaluator.evaluate(expression, values);
  }

  @Benchmark
  public Object evaluateByCel() throws Exception {
    return program.eval(theirValues);
  }
}
