package fermata.daemon.tool.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.tool.files.TextFile;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Searches files line by line. */
final class SearchTool {

  /** How much of a line is searched and shown, in UTF-16 units. */
  private static final int LINE_SEARCHED_MAX = 100_000;

  private static final int LINE_SHOWN_MAX = 2_000;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Pattern pattern;
  private final int context;
  private final int limit;
  private final ArrayNode matches = JSON.arrayNode();

  private SearchTool(Arguments args) {
    this.pattern = pattern(args);
    this.context = args.number("context");
    this.limit = args.number("limit");
  }

  static JsonNode run(ToolWork work) throws IOException {
    SearchTool search = new SearchTool(work.args());
    FileScan scan = FileScan.of(work);
    boolean isComplete = scan.texts((path, _, text) -> search.addMatches(path, text));
    return JSON.objectNode()
        .<ObjectNode>set("matches", search.matches)
        .put("count", search.matches.size())
        .put("files", scan.read())
        .put("skipped", scan.skipped())
        .put("truncated", !isComplete);
  }

  private static Pattern pattern(Arguments args) {
    if (args.has("text") == args.has("pattern")) {
      throw ToolRefusal.argument(
          null, "arguments of 'files.search': expected either 'text' or 'pattern'");
    }
    int flags = args.flag("ignore_case") ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
    if (args.has("text")) {
      return Pattern.compile(args.text("text"), flags | Pattern.LITERAL);
    }
    try {
      return Pattern.compile(args.text("pattern"), flags);
    } catch (PatternSyntaxException failure) {
      throw ToolRefusal.argument(
          "/pattern",
          "pattern '%s', character %d: %s"
              .formatted(
                  args.text("pattern"),
                  failure.getIndex() + 1,
                  failure.getDescription().toLowerCase(java.util.Locale.ROOT)));
    }
  }

  private boolean addMatches(String path, String text) {
    List<String> lines = TextFile.lines(text);
    for (int i = 0; i < lines.size(); i++) {
      int column = column(lines.get(i));
      if (column > 0 && matches.size() == limit) {
        return false;
      }
      if (column > 0) {
        matches.add(match(path, lines, i, column));
      }
    }
    return true;
  }

  /** {@return where the first match begins, counted from 1; 0 where there is none} */
  private int column(String line) {
    String searched =
        line.length() > LINE_SEARCHED_MAX ? line.substring(0, LINE_SEARCHED_MAX) : line;
    Matcher matcher = pattern.matcher(new InterruptibleText(searched));
    try {
      return matcher.find() ? matcher.start() + 1 : 0;
    } catch (StackOverflowError _) {
      // The engine of java.util.regex recurses; on a long line a harmless pattern can be too deep.
      throw ToolRefusal.argument(
          "/pattern", "the pattern nests too deep for a line of this length");
    }
  }

  private ObjectNode match(String path, List<String> lines, int index, int column) {
    ObjectNode match =
        JSON.objectNode()
            .put("path", path)
            .put("line", index + 1)
            .put("column", column)
            .put("text", shown(lines.get(index)));
    match.set("before", shown(lines, index - context, index));
    match.set("after", shown(lines, index + 1, index + 1 + context));
    return match;
  }

  private static ArrayNode shown(List<String> lines, int from, int to) {
    ArrayNode shown = JSON.arrayNode();
    lines.subList(Math.clamp(from, 0, lines.size()), Math.clamp(to, 0, lines.size())).stream()
        .map(SearchTool::shown)
        .forEach(shown::add);
    return shown;
  }

  private static String shown(String line) {
    return line.length() > LINE_SHOWN_MAX ? line.substring(0, LINE_SHOWN_MAX) : line;
  }
}
