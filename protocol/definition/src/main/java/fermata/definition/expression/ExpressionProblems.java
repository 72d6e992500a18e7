package fermata.definition.expression;

import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.List;

/** The kinds of problems that expressions and templates can have: F3001 to F3099. */
public final class ExpressionProblems {

  public static final ProblemCode SYNTAX = error("F3001", "expression/syntax");
  public static final ProblemCode UNTERMINATED_STRING =
      error("F3002", "expression/unterminated-string");
  public static final ProblemCode BAD_ESCAPE = error("F3003", "expression/bad-escape");
  public static final ProblemCode NUMBER_RANGE = error("F3004", "expression/number-range");
  public static final ProblemCode RESERVED_WORD = error("F3005", "expression/reserved-word");
  public static final ProblemCode UNSUPPORTED = error("F3006", "expression/unsupported");
  public static final ProblemCode TOO_DEEP = error("F3007", "expression/too-deep");
  public static final ProblemCode MACRO_FORM = error("F3008", "expression/macro-form");

  public static final ProblemCode UNTERMINATED_HOLE =
      error("F3010", "expression/unterminated-template");
  public static final ProblemCode EMPTY = error("F3011", "expression/empty");

  public static final ProblemCode UNKNOWN_NAME = error("F3020", "expression/unknown-name");
  public static final ProblemCode UNKNOWN_MEMBER = error("F3021", "expression/unknown-member");
  public static final ProblemCode UNKNOWN_FUNCTION = error("F3022", "expression/unknown-function");
  public static final ProblemCode ARGUMENT_COUNT = error("F3023", "expression/argument-count");
  public static final ProblemCode ARGUMENT_TYPE = error("F3024", "expression/argument-type");
  public static final ProblemCode NOT_A_CONDITION = error("F3025", "expression/not-a-condition");
  public static final ProblemCode INCOMPARABLE = error("F3026", "expression/incomparable");
  public static final ProblemCode NEVER_EQUAL =
      new ProblemCode("F3027", "expression/never-equal", Severity.WARNING);
  public static final ProblemCode BAD_CONSTANT = error("F3028", "expression/bad-constant");

  /** All of them, by number. */
  public static final List<ProblemCode> ALL =
      List.of(
          SYNTAX,
          UNTERMINATED_STRING,
          BAD_ESCAPE,
          NUMBER_RANGE,
          RESERVED_WORD,
          UNSUPPORTED,
          TOO_DEEP,
          MACRO_FORM,
          UNTERMINATED_HOLE,
          EMPTY,
          UNKNOWN_NAME,
          UNKNOWN_MEMBER,
          UNKNOWN_FUNCTION,
          ARGUMENT_COUNT,
          ARGUMENT_TYPE,
          NOT_A_CONDITION,
          INCOMPARABLE,
          NEVER_EQUAL,
          BAD_CONSTANT);

  private ExpressionProblems() {}

  private static ProblemCode error(String code, String name) {
    return new ProblemCode(code, name, Severity.ERROR);
  }
}
