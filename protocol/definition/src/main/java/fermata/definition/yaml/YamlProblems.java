package fermata.definition.yaml;

import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.List;

/** The kinds of problems that YAML text can have. */
public final class YamlProblems {

  public static final ProblemCode UNCLOSED_QUOTE = error("F1001", "yaml/unclosed-quote");
  public static final ProblemCode UNCLOSED_BRACKET = error("F1002", "yaml/unclosed-bracket");
  public static final ProblemCode UNEXPECTED_BRACKET = error("F1003", "yaml/unexpected-bracket");
  public static final ProblemCode MISSING_COMMA = error("F1004", "yaml/missing-comma");
  public static final ProblemCode TAB_INDENTATION = error("F1005", "yaml/tab-indentation");
  public static final ProblemCode INDENTATION = error("F1006", "yaml/indentation");
  public static final ProblemCode MISSING_COLON = error("F1007", "yaml/missing-colon");
  public static final ProblemCode UNEXPECTED_TEXT = error("F1008", "yaml/unexpected-text");
  public static final ProblemCode DUPLICATE_KEY = error("F1009", "yaml/duplicate-key");
  public static final ProblemCode UNQUOTED_COLON = error("F1010", "yaml/unquoted-colon");
  public static final ProblemCode UNQUOTED_TEMPLATE = error("F1011", "yaml/unquoted-template");
  public static final ProblemCode RESERVED_CHARACTER = error("F1012", "yaml/reserved-character");
  public static final ProblemCode CONFLICT_MARKER = error("F1013", "yaml/conflict-marker");
  public static final ProblemCode UNKNOWN_ALIAS = error("F1014", "yaml/unknown-alias");
  public static final ProblemCode SEVERAL_DOCUMENTS = error("F1015", "yaml/several-documents");
  public static final ProblemCode INVALID_ESCAPE = error("F1016", "yaml/invalid-escape");
  public static final ProblemCode CONTROL_CHARACTER = error("F1017", "yaml/control-character");
  public static final ProblemCode NESTED_TOO_DEEP = error("F1018", "yaml/nested-too-deep");
  public static final ProblemCode TEXT_TOO_LARGE = error("F1019", "yaml/text-too-large");
  public static final ProblemCode ALIASES_TOO_LARGE = error("F1020", "yaml/aliases-too-large");
  public static final ProblemCode BLOCK_SCALAR = error("F1021", "yaml/block-scalar");
  public static final ProblemCode DIRECTIVE = error("F1022", "yaml/directive");
  public static final ProblemCode NODE_PROPERTIES = error("F1023", "yaml/node-properties");
  public static final ProblemCode MISSING_DASH = error("F1024", "yaml/missing-dash");
  public static final ProblemCode MERGE_VALUE = error("F1025", "yaml/merge-value");
  public static final ProblemCode UNKNOWN_TAG =
      new ProblemCode("F1026", "yaml/unknown-tag", Severity.WARNING);
  public static final ProblemCode KEY_OVER_LINES = error("F1027", "yaml/key-over-lines");
  public static final ProblemCode SAME_LINE = error("F1028", "yaml/same-line");
  public static final ProblemCode MISSING_SPACE = error("F1029", "yaml/missing-space");
  public static final ProblemCode TOO_MANY_PROBLEMS = error("F1030", "yaml/too-many-problems");

  /** Every code of this class. */
  public static final List<ProblemCode> ALL =
      List.of(
          UNCLOSED_QUOTE,
          UNCLOSED_BRACKET,
          UNEXPECTED_BRACKET,
          MISSING_COMMA,
          TAB_INDENTATION,
          INDENTATION,
          MISSING_COLON,
          UNEXPECTED_TEXT,
          DUPLICATE_KEY,
          UNQUOTED_COLON,
          UNQUOTED_TEMPLATE,
          RESERVED_CHARACTER,
          CONFLICT_MARKER,
          UNKNOWN_ALIAS,
          SEVERAL_DOCUMENTS,
          INVALID_ESCAPE,
          CONTROL_CHARACTER,
          NESTED_TOO_DEEP,
          TEXT_TOO_LARGE,
          ALIASES_TOO_LARGE,
          BLOCK_SCALAR,
          DIRECTIVE,
          NODE_PROPERTIES,
          MISSING_DASH,
          MERGE_VALUE,
          UNKNOWN_TAG,
          KEY_OVER_LINES,
          SAME_LINE,
          MISSING_SPACE,
          TOO_MANY_PROBLEMS);

  private YamlProblems() {}

  private static ProblemCode error(String code, String name) {
    return new ProblemCode(code, name, Severity.ERROR);
  }
}
