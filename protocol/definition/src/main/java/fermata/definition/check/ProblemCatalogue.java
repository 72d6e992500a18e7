package fermata.definition.check;

import fermata.definition.check.include.IncludeProblems;
import fermata.definition.check.tool.ApiProblems;
import fermata.definition.expression.ExpressionProblems;
import fermata.definition.project.ProjectProblems;
import fermata.definition.suppress.SuppressionProblems;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.MarkdownProblems;
import fermata.definition.yaml.YamlProblems;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every kind of problem that a definition or a catalogue of tools can have. */
public final class ProblemCatalogue {

  /** A text whose outermost value is no mapping. */
  public static final ProblemCode NOT_A_MAPPING =
      new ProblemCode("F1100", "key/not-a-mapping", Severity.ERROR);

  /** In the order of their codes. */
  public static final List<Entry> ALL = all();

  /** The codes alone, in their order. */
  public static final List<ProblemCode> CODES = ALL.stream().map(Entry::code).toList();

  private ProblemCatalogue() {}

  /**
   * A kind of problem.
   *
   * @param summary what is wrong, in a sentence or two, in Markdown
   */
  public record Entry(ProblemCode code, String summary) {}

  /** {@return what a code, such as {@code F2001}, means} */
  public static Optional<Entry> find(String code) {
    return ALL.stream().filter(entry -> entry.code().code().equals(code)).findFirst();
  }

  private static List<Entry> all() {
    var entries = new ArrayList<Entry>();
    entries.add(
        new Entry(
            NOT_A_MAPPING,
            "The file is not a mapping: it is empty, a list, or words. A definition has at least"
                + " the keys `agent` and `nodes`."));
    ofSyntax().forEach((code, summary) -> entries.add(new Entry(code, summary)));
    entries.add(
        new Entry(
            ProjectProblems.UNKNOWN_PROBLEM,
            "No problem has the code or the name, and no group of problems either."));
    entries.add(
        new Entry(
            ProjectProblems.LOWERED_ERROR,
            "The daemon refuses a file exactly for its errors, so an error cannot be made less; it"
                + " stays one."));
    IncludeProblems.ALL.forEach((code, summary) -> entries.add(new Entry(code, summary)));
    ApiProblems.ALL.forEach((code, summary) -> entries.add(new Entry(code, summary)));
    ofMarkdown().forEach((code, summary) -> entries.add(new Entry(code, summary)));
    ofExpressions().forEach((code, summary) -> entries.add(new Entry(code, summary)));
    ofSuppressions().forEach((code, summary) -> entries.add(new Entry(code, summary)));
    Rules.ALL.forEach(rule -> entries.add(new Entry(rule.code(), rule.summary())));
    entries.sort(Comparator.comparing(entry -> entry.code().code()));
    return List.copyOf(entries);
  }

  private static Map<ProblemCode, String> ofSyntax() {
    return Map.ofEntries(
        Map.entry(YamlProblems.UNCLOSED_QUOTE, "A quoted text does not end."),
        Map.entry(YamlProblems.UNCLOSED_BRACKET, "A `[` or `{` is not closed."),
        Map.entry(
            YamlProblems.UNEXPECTED_BRACKET, "A `]` or `}` closes nothing, or the other bracket."),
        Map.entry(YamlProblems.MISSING_COMMA, "A `,` is missing inside of brackets."),
        Map.entry(YamlProblems.TAB_INDENTATION, "Tabs cannot indent; YAML takes spaces only."),
        Map.entry(
            YamlProblems.INDENTATION, "A line is indented less or more than its neighbours are."),
        Map.entry(
            YamlProblems.MISSING_COLON, "A word stands where a key and its `:` were expected."),
        Map.entry(
            YamlProblems.UNEXPECTED_TEXT, "Something stands where nothing or something else fits."),
        Map.entry(
            YamlProblems.DUPLICATE_KEY, "A mapping has the same key twice; the first one counts."),
        Map.entry(
            YamlProblems.UNQUOTED_COLON,
            "A text has `: ` in it, which begins a value; in quotes it is text."),
        Map.entry(
            YamlProblems.UNQUOTED_TEMPLATE,
            "An expression needs quotes here: YAML takes something in it as its own, or its marks"
                + " are not `${{` and `}}`."),
        Map.entry(
            YamlProblems.RESERVED_CHARACTER,
            "A text begins with a character that YAML keeps for itself; in quotes it is text."),
        Map.entry(
            YamlProblems.CONFLICT_MARKER,
            "The file has the marks of a merge whose conflict is not resolved."),
        Map.entry(YamlProblems.UNKNOWN_ALIAS, "An alias names an anchor that is not there."),
        Map.entry(
            YamlProblems.SEVERAL_DOCUMENTS, "A file holds one document; the rest is not read."),
        Map.entry(
            YamlProblems.INVALID_ESCAPE, "A text in double quotes has a `\\` that means nothing."),
        Map.entry(
            YamlProblems.CONTROL_CHARACTER, "A character that cannot be seen is in the file."),
        Map.entry(YamlProblems.NESTED_TOO_DEEP, "Values nest deeper than the reader goes."),
        Map.entry(YamlProblems.TEXT_TOO_LARGE, "The file is larger than the reader takes."),
        Map.entry(
            YamlProblems.ALIASES_TOO_LARGE, "Aliases of aliases stand for more than can be held."),
        Map.entry(
            YamlProblems.BLOCK_SCALAR, "A text after `|` or `>` is not indented as it must be."),
        Map.entry(
            YamlProblems.DIRECTIVE, "A line that begins with `%` is not a directive of YAML."),
        Map.entry(
            YamlProblems.NODE_PROPERTIES,
            "A value has one anchor and one tag at most, an alias none."),
        Map.entry(YamlProblems.MISSING_DASH, "A line among the items of a list lacks its `- `."),
        Map.entry(YamlProblems.MERGE_VALUE, "`<<` is not followed by a mapping to take over."),
        Map.entry(YamlProblems.UNKNOWN_TAG, "A tag has no meaning in a definition; it is ignored."),
        Map.entry(YamlProblems.KEY_OVER_LINES, "A key and its `:` are not on one line."),
        Map.entry(
            YamlProblems.SAME_LINE,
            "A list or a mapping begins on the line of the key it belongs to."),
        Map.entry(YamlProblems.MISSING_SPACE, "A space is missing after `:`, `-` or `,`."),
        Map.entry(
            YamlProblems.TOO_MANY_PROBLEMS,
            "The file has so many problems that the rest is not shown."));
  }

  private static Map<ProblemCode, String> ofMarkdown() {
    return Map.of(
        MarkdownProblems.LATE_FRONT_MATTER,
        "Something stands before the front matter. Other tools then take it for text.",
        MarkdownProblems.UNCLOSED_FRONT_MATTER,
        "The front matter has no last line `---`.",
        MarkdownProblems.FRONT_MATTER_NOT_A_MAPPING,
        "What stands between the lines `---` is a list or words, not keys and values.");
  }

  private static Map<ProblemCode, String> ofSuppressions() {
    return Map.ofEntries(
        Map.entry(
            SuppressionProblems.UNKNOWN_CODE,
            "A comment that ignores problems names them by their codes, separated by commas; what"
                + " follows is a reason."),
        Map.entry(
            SuppressionProblems.UNUSED,
            "A comment ignores a problem that is not found. Nothing is said of it while the file"
                + " has errors or tools are not known."),
        Map.entry(
            SuppressionProblems.ERROR,
            "A comment ignores an error. An error is always told, because the daemon refuses the"
                + " file for it."));
  }

  private static Map<ProblemCode, String> ofExpressions() {
    return Map.ofEntries(
        Map.entry(ExpressionProblems.SYNTAX, "The expression cannot be read."),
        Map.entry(
            ExpressionProblems.UNTERMINATED_STRING, "A string in an expression does not end."),
        Map.entry(
            ExpressionProblems.BAD_ESCAPE,
            "A string in an expression has a `\\` that means nothing."),
        Map.entry(ExpressionProblems.NUMBER_RANGE, "A number is beyond what expressions can hold."),
        Map.entry(
            ExpressionProblems.RESERVED_WORD, "The word is kept for the language of expressions."),
        Map.entry(
            ExpressionProblems.UNSUPPORTED, "CEL has it, expressions of definitions have not."),
        Map.entry(ExpressionProblems.TOO_DEEP, "The expression nests deeper than the reader goes."),
        Map.entry(
            ExpressionProblems.MACRO_FORM,
            "A macro such as `has` or `map` is not written in its form."),
        Map.entry(ExpressionProblems.UNTERMINATED_HOLE, "A `${{` has no `}}`."),
        Map.entry(ExpressionProblems.EMPTY, "Nothing stands between `${{` and `}}`."),
        Map.entry(
            ExpressionProblems.UNKNOWN_NAME,
            "There is no such name here. Which names there are depends on the place: `output` only"
                + " after a node has ended, `args` only in approvals."),
        Map.entry(ExpressionProblems.UNKNOWN_MEMBER, "The value has no member of this name."),
        Map.entry(ExpressionProblems.UNKNOWN_FUNCTION, "There is no such function or method."),
        Map.entry(
            ExpressionProblems.ARGUMENT_COUNT,
            "A function is given too many or too few arguments."),
        Map.entry(
            ExpressionProblems.ARGUMENT_TYPE,
            "A function or operator is given what it does not take."),
        Map.entry(ExpressionProblems.NOT_A_CONDITION, "A condition must come to true or false."),
        Map.entry(ExpressionProblems.INCOMPARABLE, "Two values of different types are compared."),
        Map.entry(
            ExpressionProblems.NEVER_EQUAL,
            "The comparison is always the same, because one side can never have the value of the"
                + " other."),
        Map.entry(
            ExpressionProblems.BAD_CONSTANT, "A constant can never be used as it is written."));
  }
}
