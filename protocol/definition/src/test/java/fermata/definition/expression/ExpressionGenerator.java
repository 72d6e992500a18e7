package fermata.definition.expression;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Makes random expressions of a wanted kind, most of them well typed.
 *
 * <p>Stays where CEL and this language agree: no arithmetic between integers and other numbers, no
 * path through what is not there. The names {@code i, d, s, b, xs, m} are bound by {@link #NAMES}.
 */
final class ExpressionGenerator {

  /** The JSON of the values that the expressions use. */
  static final String NAMES =
      """
      {"i": 7, "d": 2.5, "s": "fermata", "b": true, "xs": [3, 1, 2],
       "m": {"a": 1, "t": "x", "z": null, "n": {"k": [true, false]}}}\
      """;

  private enum Kind {
    BOOL,
    INT,
    DOUBLE,
    TEXT,
    INTS,
    MAP,
    TIMESTAMP,
    DURATION
  }

  private static final List<Kind> KINDS = List.of(Kind.values());

  private final RandomGenerator random;
  private int variableCount;

  ExpressionGenerator(RandomGenerator random) {
    this.random = random;
  }

  String next() {
    return of(oneOf(KINDS), 4);
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  // Now and then a value of another kind, which is an error at run time. Numbers of the other kind
  // are left out: there is where this language gives a value and CEL none. So are conditions that
  // are no bool: there the oracle differs from the specification, which has cases of its own.
  private String of(Kind kind, int depth) {
    if (kind != Kind.BOOL && random.nextInt(30) == 0) {
      Kind other = oneOf(List.of(Kind.BOOL, Kind.TEXT, Kind.INTS, Kind.MAP));
      return "dyn(" + wellTyped(other, depth - 1) + ")";
    }
    return wellTyped(kind, depth);
  }

  private String wellTyped(Kind kind, int depth) {
    return depth <= 0 || random.nextInt(5) == 0 ? leaf(kind) : branch(kind, depth - 1);
  }

  private String leaf(Kind kind) {
    return switch (kind) {
      case BOOL -> oneOf(List.of("true", "false", "b"));
      case INT ->
          oneOf(
              List.of(
                  "0",
                  "1",
                  "-1",
                  "i",
                  "m.a",
                  "xs[1]",
                  "42",
                  "9223372036854775807",
                  "-9223372036854775808",
                  "0x1F"));
      case DOUBLE -> oneOf(List.of("0.0", "1.5", "-2.0", "d", "1e300", "0.1", "1e-9"));
      case TEXT ->
          oneOf(List.of("''", "'a'", "s", "m.t", "'éß'", "'\\U0001F600'", "'7'", "'true'"));
      case INTS -> oneOf(List.of("dyn([])", "xs", "[1, 2, 3]", "[1, 1]"));
      case MAP -> oneOf(List.of("{}", "m", "m.n", "{'a': 1, 't': 'y'}", "{1: 'x', true: 'y'}"));
      case TIMESTAMP ->
          oneOf(
              List.of(
                  "timestamp('2020-02-29T12:00:00Z')",
                  "timestamp('1969-12-31T23:59:59.5Z')",
                  "timestamp('2024-06-01T00:00:00+02:00')",
                  "timestamp(0)"));
      case DURATION ->
          oneOf(
              List.of("duration('90m')", "duration('1.5s')", "duration('-3h')", "duration('0s')"));
    };
  }

  private String branch(Kind kind, int depth) {
    return switch (kind) {
      case BOOL -> bool(depth);
      case INT -> integer(depth);
      case DOUBLE -> number(depth);
      case TEXT -> text(depth);
      case INTS -> integers(depth);
      case MAP -> conditional(Kind.MAP, depth);
      case TIMESTAMP -> binary(Kind.TIMESTAMP, oneOf(List.of("+", "-")), Kind.DURATION, depth);
      // Sums of durations fail in the oracle when their signs differ.
      case DURATION -> binary(Kind.TIMESTAMP, "-", Kind.TIMESTAMP, depth);
    };
  }

  private String bool(int depth) {
    return switch (random.nextInt(14)) {
      case 0, 1 -> binary(Kind.BOOL, "&&", Kind.BOOL, depth);
      case 2, 3 -> binary(Kind.BOOL, "||", Kind.BOOL, depth);
      case 4 -> "!(" + of(Kind.BOOL, depth) + ")";
      case 5, 6 -> comparison(depth);
      case 7 -> equality(depth);
      case 8 -> binary(Kind.INT, "in", Kind.INTS, depth);
      case 9 -> binary(Kind.TEXT, "in", Kind.MAP, depth);
      case 10 ->
          method(oneOf(List.of("contains", "startsWith", "endsWith")), List.of(Kind.TEXT), depth);
      case 11 -> "has(m." + oneOf(List.of("a", "z", "q")) + ")";
      case 12 -> macro(oneOf(List.of("all", "exists", "exists_one")), Kind.BOOL, depth);
      default -> conditional(Kind.BOOL, depth);
    };
  }

  private String comparison(int depth) {
    Kind kind =
        oneOf(List.of(Kind.INT, Kind.DOUBLE, Kind.TEXT, Kind.BOOL, Kind.TIMESTAMP, Kind.DURATION));
    boolean isMixed = kind == Kind.INT && random.nextInt(4) == 0;
    String operator = oneOf(List.of("<", "<=", ">", ">="));
    return binary(kind, operator, isMixed ? Kind.DOUBLE : kind, depth);
  }

  private String equality(int depth) {
    Kind left = oneOf(KINDS);
    Kind right = random.nextInt(4) == 0 ? oneOf(KINDS) : left;
    String operator = oneOf(List.of("==", "!="));
    return "dyn(" + of(left, depth) + ") " + operator + " dyn(" + of(right, depth) + ")";
  }

  // The oracle's checker takes the type of a member from a map that stands nearby; dyn() forgets
  // it.
  private String integer(int depth) {
    return switch (random.nextInt(11)) {
      // In the oracle nothing has a place in an empty text, and looking for it is an error.
      case 9 -> "('x' + " + of(Kind.TEXT, depth) + ").indexOf(" + of(Kind.TEXT, depth) + ")";
      case 0, 1, 2, 3 -> binary(Kind.INT, oneOf(List.of("+", "-", "*", "/", "%")), Kind.INT, depth);
      case 4 -> "-(" + of(Kind.INT, depth) + ")";
      case 5 -> "size(" + of(oneOf(List.of(Kind.TEXT, Kind.INTS, Kind.MAP)), depth) + ")";
      case 6 -> "int(" + of(oneOf(List.of(Kind.DOUBLE, Kind.TEXT, Kind.TIMESTAMP)), depth) + ")";
      case 7 -> "dyn((" + of(Kind.INTS, depth) + ")[" + of(Kind.INT, depth) + "])";
      case 8 -> "dyn((" + of(Kind.MAP, depth) + ").a)";
      default -> conditional(Kind.INT, depth);
    };
  }

  private String number(int depth) {
    return switch (random.nextInt(6)) {
      case 0, 1, 2 -> binary(Kind.DOUBLE, oneOf(List.of("+", "-", "*", "/")), Kind.DOUBLE, depth);
      case 3 -> "-(" + of(Kind.DOUBLE, depth) + ")";
      case 4 -> "double(" + of(oneOf(List.of(Kind.INT, Kind.TEXT)), depth) + ")";
      default -> conditional(Kind.DOUBLE, depth);
    };
  }

  private String text(int depth) {
    return switch (random.nextInt(10)) {
      case 0, 1 -> binary(Kind.TEXT, "+", Kind.TEXT, depth);
      case 4 -> method(oneOf(List.of("trim", "lowerAscii", "upperAscii")), List.of(), depth);
      case 5 -> method("substring", List.of(Kind.INT), depth);
      case 6 -> method("substring", List.of(Kind.INT, Kind.INT), depth);
      case 7 -> method("replace", List.of(Kind.TEXT, Kind.TEXT), depth);
      case 8 -> method("split", List.of(Kind.TEXT), depth) + ".join(" + of(Kind.TEXT, depth) + ")";
      case 2 -> "string(" + of(oneOf(List.of(Kind.INT, Kind.BOOL, Kind.TEXT)), depth) + ")";
      case 3 -> "dyn((" + of(Kind.MAP, depth) + ")[" + oneOf(List.of("m.t", "'t'", "'q'")) + "])";
      default -> conditional(Kind.TEXT, depth);
    };
  }

  private String integers(int depth) {
    return switch (random.nextInt(6)) {
      case 0 -> binary(Kind.INTS, "+", Kind.INTS, depth);
      case 1 -> macro("map", Kind.INT, depth);
      case 2 -> macro("filter", Kind.BOOL, depth);
      case 3 -> "[" + of(Kind.INT, depth) + ", " + of(Kind.INT, depth) + "]";
      case 4 -> "(" + of(Kind.MAP, depth) + ").map(k, size(k))";
      default -> conditional(Kind.INTS, depth);
    };
  }

  private String macro(String name, Kind body, int depth) {
    String variable = "v" + variableCount++;
    String made = of(body, depth);
    String used = body == Kind.BOOL ? variable + " > " + of(Kind.INT, depth) : variable + " * 2";
    String chosen = random.nextInt(3) == 0 ? made : used;
    return "(" + of(Kind.INTS, depth) + ")." + name + "(" + variable + ", " + chosen + ")";
  }

  private String method(String name, List<Kind> parameters, int depth) {
    var arguments = parameters.stream().map(kind -> of(kind, depth)).toList();
    return "(" + of(Kind.TEXT, depth) + ")." + name + "(" + String.join(", ", arguments) + ")";
  }

  private String conditional(Kind kind, int depth) {
    return "(" + of(Kind.BOOL, depth) + " ? " + of(kind, depth) + " : " + of(kind, depth) + ")";
  }

  private String binary(Kind left, String operator, Kind right, int depth) {
    return "(" + of(left, depth) + ") " + operator + " (" + of(right, depth) + ")";
  }
}
