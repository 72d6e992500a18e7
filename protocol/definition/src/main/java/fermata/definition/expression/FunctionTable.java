package fermata.definition.expression;

import fermata.definition.expression.Functions.Form;
import fermata.definition.expression.Functions.Function;
import fermata.definition.expression.Functions.Parameter;
import fermata.definition.expression.Functions.Signature;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The entries of {@link Functions}. */
final class FunctionTable {

  private static final Type TEXTS = new Type.ListOf(Types.TEXT);
  private static final Parameter TEXT = new Parameter("text", Types.TEXT);
  private static final Parameter LIST = new Parameter("list", Types.LIST);
  private static final Parameter MAP = new Parameter("map", Types.MAP);
  private static final Parameter VALUE = new Parameter("value", Types.DYN);
  private static final Parameter VARIABLE = new Parameter("x", Types.DYN);
  private static final Parameter CONDITION = new Parameter("condition", Types.BOOL);
  private static final Parameter RANGE =
      new Parameter("list", Type.OneOf.of(List.of(Types.LIST, Types.MAP)));

  static final List<Function> ALL =
      List.of(
          of(
              Macros.HAS,
              "Whether a member is there; false too when something before it on its path is not",
              "has({'a': {'b': 1}}.a.b)",
              signature(Form.MACRO_FUNCTION, Types.BOOL, new Parameter("value.member", Types.DYN))),
          of(
              Functions.COALESCE,
              "The first value that is there and is not null; null when none is",
              "coalesce(null, 'none')",
              new Signature(
                  Form.FUNCTION,
                  List.of(VALUE, new Parameter("other", Types.DYN)),
                  true,
                  Types.DYN)),
          of(
              Functions.SIZE,
              "The number of characters of a text, of elements of a list, of members of a map",
              "size([1, 2, 3])",
              signature(Form.FUNCTION, Types.INT, TEXT),
              signature(Form.FUNCTION, Types.INT, LIST),
              signature(Form.FUNCTION, Types.INT, MAP),
              signature(Form.METHOD, Types.INT, TEXT),
              signature(Form.METHOD, Types.INT, LIST),
              signature(Form.METHOD, Types.INT, MAP)),
          ofTexts(Functions.CONTAINS, "part", "Whether a text has another one in it", "b"),
          ofTexts(Functions.STARTS_WITH, "prefix", "Whether a text begins with another one", "ab"),
          ofTexts(Functions.ENDS_WITH, "suffix", "Whether a text ends with another one", "bc"),
          of(
              Functions.MATCHES,
              "Whether some part of a text fits a regular expression (RE2 syntax)",
              "'abc-12'.matches('^[a-z]+-[0-9]+$')",
              signature(Form.METHOD, Types.BOOL, TEXT, new Parameter("pattern", Types.TEXT)),
              signature(Form.FUNCTION, Types.BOOL, TEXT, new Parameter("pattern", Types.TEXT))),
          of(
              Functions.INDEX_OF,
              "The place of the first occurrence of a text in another one, from 0; -1 without one",
              "'abcb'.indexOf('b')",
              signature(Form.METHOD, Types.INT, TEXT, new Parameter("part", Types.TEXT))),
          of(
              Functions.SUBSTRING,
              "The characters of a text from one place to the one before another, or to the end",
              "'abcd'.substring(1, 3)",
              signature(Form.METHOD, Types.TEXT, TEXT, new Parameter("start", Types.INT)),
              signature(
                  Form.METHOD,
                  Types.TEXT,
                  TEXT,
                  new Parameter("start", Types.INT),
                  new Parameter("end", Types.INT))),
          of(
              Functions.REPLACE,
              "A text with another one in place of each occurrence of a part",
              "'a b c'.replace(' ', '-')",
              signature(
                  Form.METHOD,
                  Types.TEXT,
                  TEXT,
                  new Parameter("part", Types.TEXT),
                  new Parameter("with", Types.TEXT))),
          of(
              Functions.SPLIT,
              "The list of the parts of a text between separators; of its characters for ''",
              "'a,b,c'.split(',')",
              signature(Form.METHOD, TEXTS, TEXT, new Parameter("separator", Types.TEXT))),
          of(
              Functions.JOIN,
              "The texts of a list as one, with a separator between them if there is one",
              "['a', 'b', 'c'].join(', ')",
              signature(Form.METHOD, Types.TEXT, new Parameter("list", TEXTS)),
              signature(
                  Form.METHOD,
                  Types.TEXT,
                  new Parameter("list", TEXTS),
                  new Parameter("separator", Types.TEXT))),
          ofText(Functions.TRIM, "A text without the blanks at its ends", "'  a b '"),
          ofText(Functions.LOWER_ASCII, "A text with the letters A to Z as small ones", "'ABC'"),
          ofText(Functions.UPPER_ASCII, "A text with the letters a to z as capitals", "'abc'"),
          conversion(
              Functions.INT,
              "An integer: of a number its whole part, of a timestamp its seconds since 1970",
              "int('42')",
              Types.INT,
              List.of(Types.INT, Types.DOUBLE, Types.TEXT, Types.TIMESTAMP)),
          conversion(
              Functions.DOUBLE,
              "A floating-point number",
              "double('4.5')",
              Types.DOUBLE,
              List.of(Types.INT, Types.DOUBLE, Types.TEXT)),
          conversion(
              Functions.STRING,
              "The text of a value that is no list, map or null",
              "string(4.5)",
              Types.TEXT,
              List.of(
                  Types.TEXT,
                  Types.INT,
                  Types.DOUBLE,
                  Types.BOOL,
                  Types.TIMESTAMP,
                  Types.DURATION)),
          conversion(
              Functions.BOOL,
              "A truth value: of 'true', 't', '1' and 'false', 'f', '0'",
              "bool('true')",
              Types.BOOL,
              List.of(Types.BOOL, Types.TEXT)),
          conversion(
              Functions.TIMESTAMP,
              "A point in time: of an RFC 3339 text, or of seconds since 1970",
              "timestamp('2026-01-31T12:00:00Z') < timestamp('2026-02-01T00:00:00+01:00')",
              Types.TIMESTAMP,
              List.of(Types.TEXT, Types.INT, Types.TIMESTAMP)),
          conversion(
              Functions.DURATION,
              "A length of time: of numbers with the units h, m, s, ms, us and ns",
              "duration('1h30m') == duration('90m')",
              Types.DURATION,
              List.of(Types.TEXT, Types.DURATION)),
          of(
              Functions.TYPE,
              "The type of a value, to compare with int, double, string, bool, list, map, null_type",
              "type(4.5) == double",
              signature(Form.FUNCTION, Types.KIND, VALUE)),
          of(
              Functions.DYN,
              "The same value, of which the checker then knows no type",
              "dyn('1') == 1",
              signature(Form.FUNCTION, Types.DYN, VALUE)),
          of(
              Functions.JSON,
              "The compact JSON text of any value",
              "json({'a': [1, null]})",
              signature(Form.FUNCTION, Types.TEXT, VALUE)),
          macro(Macros.ALL, "Whether a condition holds for every element", "x > 0", Types.BOOL),
          macro(Macros.EXISTS, "Whether a condition holds for any element", "x > 2", Types.BOOL),
          macro(
              Macros.EXISTS_ONE,
              "Whether a condition holds for exactly one element",
              "x > 2",
              Types.BOOL),
          of(
              Macros.MAP,
              "The list of a value for each element, or each for which a condition holds",
              "[1, 2, 3].map(x, x * x)",
              signature(Form.MACRO_METHOD, Types.LIST, RANGE, VARIABLE, VALUE),
              signature(Form.MACRO_METHOD, Types.LIST, RANGE, VARIABLE, CONDITION, VALUE)),
          macro(
              Macros.FILTER,
              "The list of the elements for which a condition holds",
              "x > 1",
              Types.LIST));

  static final Map<String, Function> BY_NAME =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Function::name, UnaryOperator.identity()));

  private FunctionTable() {}

  private static Function of(String name, String doc, String example, Signature... signatures) {
    return new Function(name, doc, List.of(signatures), example);
  }

  private static Signature signature(Form form, Type result, Parameter... parameters) {
    return new Signature(form, List.of(parameters), false, result);
  }

  private static Function ofTexts(String name, String part, String doc, String given) {
    Signature signature = signature(Form.METHOD, Types.BOOL, TEXT, new Parameter(part, Types.TEXT));
    return of(name, doc, "'abc'." + name + "('" + given + "')", signature);
  }

  private static Function ofText(String name, String doc, String example) {
    return of(name, doc, example + "." + name + "()", signature(Form.METHOD, Types.TEXT, TEXT));
  }

  private static Function conversion(
      String name, String doc, String example, Type result, List<Type> from) {
    var signatures =
        from.stream()
            .map(type -> signature(Form.FUNCTION, result, new Parameter("value", type)))
            .toList();
    return new Function(name, doc, signatures, example);
  }

  private static Function macro(String name, String doc, String condition, Type result) {
    Signature signature = signature(Form.MACRO_METHOD, result, RANGE, VARIABLE, CONDITION);
    return of(name, doc, "[1, 2, 3]." + name + "(x, " + condition + ")", signature);
  }
}
