package fermata.definition.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says a condition of Hive, which is a Python expression, in CEL.
 *
 * <p>Comparisons, {@code and}, {@code or}, {@code not}, {@code in}, calls of {@code len}, {@code
 * str}, {@code int}, {@code float} and the methods that Hive allows on texts. What is not known
 * gives nothing, because a condition that means something else is worse than none.
 *
 * <p>Belongs to one condition while it is read; not thread-safe.
 */
final class PythonCondition {

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:([A-Za-z_]\\w*)|(\\d+(?:\\.\\d+)?)|('(?:[^'\\\\\\n]|\\\\['\"\\\\n])*'|\"(?:[^\"\\\\\\n]|\\\\['\"\\\\n])*\")"
              + "|(==|!=|<=|>=|[<>()\\[\\],.+*-]))");

  /** Longer conditions are not read, in characters. */
  private static final int LENGTH_MAX = 2_000;

  /** Nesting beyond this is not read. */
  private static final int DEPTH_MAX = 40;

  private final List<String> tokens = new ArrayList<>();
  private final Function<String, Optional<String>> names;
  private int next;
  private int depth;

  private PythonCondition(Function<String, Optional<String>> names) {
    this.names = names;
  }

  /** An expression that is not read; ends where the reading began. */
  private static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable() {
      super(null, null, false, false);
    }
  }

  /** A piece of CEL, and what is known of it. */
  private record Piece(String text, boolean isFlag, boolean isAtom) {

    /** As a part of an operation. */
    String part() {
      return isAtom ? text : "(" + text + ")";
    }

    /** As Python takes it where a truth value is wanted: a text is true when it is not empty. */
    Piece truth() {
      return isFlag ? this : new Piece(part() + " != ''", true, false);
    }
  }

  /**
   * {@return the condition in CEL; absent where it cannot be said}
   *
   * @param names what a name is in CEL
   */
  static Optional<String> translate(String python, Function<String, Optional<String>> names) {
    var condition = new PythonCondition(names);
    if (python.length() > LENGTH_MAX || !condition.scan(python)) {
      return Optional.empty();
    }
    try {
      Piece whole = condition.either().truth();
      return condition.next == condition.tokens.size()
          ? Optional.of(whole.text())
          : Optional.empty();
    } catch (Unreadable _) {
      return Optional.empty();
    }
  }

  private boolean scan(String python) {
    Matcher matcher = TOKEN.matcher(python.strip());
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      tokens.add(matcher.group().strip());
      end = matcher.end();
    }
    return end == python.strip().length() && !tokens.isEmpty();
  }

  private String peek() {
    return next < tokens.size() ? tokens.get(next) : "";
  }

  private boolean accept(String token) {
    boolean isNext = peek().equals(token);
    next += isNext ? 1 : 0;
    return isNext;
  }

  private void expect(String token) {
    require(accept(token));
  }

  private static void require(boolean isReadable) {
    if (!isReadable) {
      throw new Unreadable();
    }
  }

  private Piece either() {
    Piece left = both();
    while (accept("or")) {
      left = new Piece(left.truth().part() + " || " + both().truth().part(), true, false);
    }
    return left;
  }

  private Piece both() {
    Piece left = negated();
    while (accept("and")) {
      left = new Piece(left.truth().part() + " && " + negated().truth().part(), true, false);
    }
    return left;
  }

  private Piece negated() {
    require(++depth <= DEPTH_MAX);
    Piece piece =
        accept("not") ? new Piece("!" + negated().truth().part(), true, true) : compared();
    depth--;
    return piece;
  }

  private Piece compared() {
    Piece left = value();
    String operator = peek();
    if (List.of("==", "!=", "<", "<=", ">", ">=", "in").contains(operator)) {
      next++;
      return new Piece(left.part() + " " + operator + " " + value().part(), true, false);
    }
    if (accept("is")) {
      String sign = accept("not") ? "!=" : "==";
      expect("None");
      return new Piece(left.part() + " " + sign + " null", true, false);
    }
    if (accept("not")) {
      expect("in");
      return new Piece("!(" + left.part() + " in " + value().part() + ")", true, true);
    }
    return left;
  }

  private Piece value() {
    Piece piece = primary();
    while (true) {
      if (accept(".")) {
        piece = method(piece);
      } else if (accept("[")) {
        String index = peek();
        next++;
        require(index.matches("\\d+|['\"].*"));
        expect("]");
        piece = new Piece(piece.part() + "[" + index + "]", false, true);
      } else {
        return piece;
      }
    }
  }

  private Piece method(Piece on) {
    String name = peek();
    next++;
    require(name.matches("[A-Za-z_]\\w*"));
    if (!accept("(")) {
      return new Piece(on.part() + "." + name, false, true);
    }
    String called =
        switch (name) {
          case "lower" -> "lowerAscii";
          case "upper" -> "upperAscii";
          case "strip" -> "trim";
          case "startswith" -> "startsWith";
          case "endswith" -> "endsWith";
          default -> throw new Unreadable();
        };
    boolean hasArgument = called.endsWith("With");
    String argument = hasArgument ? value().text() : "";
    expect(")");
    return new Piece(on.part() + "." + called + "(" + argument + ")", hasArgument, true);
  }

  private Piece primary() {
    String token = peek();
    next++;
    require(!token.isEmpty());
    char first = token.charAt(0);
    if (first == '\'' || first == '"' || Character.isDigit(first)) {
      return new Piece(token, false, true);
    }
    return switch (token) {
      case "(" -> grouped();
      case "[" -> list();
      case "True", "true" -> new Piece("true", true, true);
      case "False", "false" -> new Piece("false", true, true);
      case "None" -> new Piece("null", false, true);
      case "output", "result" -> outputMember();
      case "len", "str", "int", "float" -> called(token);
      default -> new Piece(names.apply(token).orElseThrow(Unreadable::new), false, true);
    };
  }

  /** A value in parentheses; with a comma behind it, values to look among. */
  private Piece grouped() {
    Piece inner = either();
    if (accept(",")) {
      return among(inner, ")");
    }
    expect(")");
    return new Piece("(" + inner.text() + ")", inner.isFlag(), true);
  }

  private Piece list() {
    if (accept("]")) {
      return new Piece("[]", false, true);
    }
    Piece first = value();
    if (!peek().equals("]")) {
      expect(",");
    }
    return among(first, "]");
  }

  private Piece among(Piece first, String end) {
    var items = new ArrayList<>(List.of(first.text()));
    while (!accept(end)) {
      items.add(value().text());
      if (!peek().equals(end)) {
        expect(",");
      }
    }
    return new Piece("[" + String.join(", ", items) + "]", false, true);
  }

  /** {@code output.name}, {@code output['name']} and {@code output.get('name')}. */
  private Piece outputMember() {
    if (accept("[")) {
      return member("]");
    }
    expect(".");
    if (accept("get")) {
      expect("(");
      return member(")");
    }
    String name = peek();
    next++;
    return new Piece(names.apply(name).orElseThrow(Unreadable::new), false, true);
  }

  private Piece member(String end) {
    String quoted = peek();
    next++;
    expect(end);
    String name = quoted.replaceAll("^['\"]|['\"]$", "");
    return new Piece(names.apply(name).orElseThrow(Unreadable::new), false, true);
  }

  /** A text of a text is itself; Hive has nothing but texts in its memory. */
  private Piece called(String name) {
    expect("(");
    Piece inner = value();
    expect(")");
    return switch (name) {
      case "str" -> inner;
      case "len" -> new Piece("size(" + inner.text() + ")", false, true);
      case "int" -> new Piece("int(" + inner.text() + ")", false, true);
      default -> new Piece("double(" + inner.text() + ")", false, true);
    };
  }
}
