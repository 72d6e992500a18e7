package fermata.cli.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.cli.console.Amounts;
import fermata.cli.console.DisplayText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What a tool shows, as a terminal can: the best of the contents of each bundle, and of pictures
 * what they are.
 */
public final class Displayed {

  private static final int BUNDLES_MAX = 10;
  private static final int LINES_MAX = 30;
  private static final int CELL_MAX = 40;
  private static final int COLUMNS_MAX = 12;
  private static final String TEXT = "text/plain";
  private static final Pattern MADE_TEXT = Pattern.compile("\\([a-z0-9/+., -]+\\)");
  private static final Pattern HIDDEN =
      Pattern.compile("(?is)<(script|style|head|title)\\b.*?</\\1\\s*>|<!--.*?-->");
  private static final Pattern LINE_END =
      Pattern.compile("(?i)<br\\s*/?>|</(p|div|li|tr|h[1-6]|table|ul|ol|pre|section)\\s*>");
  private static final Pattern CELL_END = Pattern.compile("(?i)</t[dh]\\s*>");
  private static final Pattern TAG = Pattern.compile("<[^>]*>");

  private Displayed() {}

  /** {@return the lines of the displays of a result; none where it shows nothing} */
  public static List<String> lines(JsonNode result, int columnsMax) {
    var lines = new ArrayList<String>();
    JsonNode displays = result.path("displays");
    int count = 0;
    for (JsonNode bundle : displays.isArray() ? displays : List.<JsonNode>of()) {
      if (count++ == BUNDLES_MAX) {
        lines.add("… " + Amounts.count(displays.size() - BUNDLES_MAX, "display") + " more");
        break;
      }
      lines.addAll(bounded(of(bundle), columnsMax));
    }
    return lines;
  }

  /** {@return a result without what it shows} */
  public static JsonNode without(JsonNode result) {
    return result instanceof ObjectNode object && object.path("displays").isArray()
        ? object.deepCopy().without("displays")
        : result;
  }

  private static List<String> bounded(List<String> lines, int columnsMax) {
    var shown = new ArrayList<String>();
    lines.stream()
        .limit(LINES_MAX)
        .forEach(line -> shown.add(DisplayText.cut(line.stripTrailing(), columnsMax, "…")));
    if (lines.size() > LINES_MAX) {
      shown.add("… " + Amounts.count(lines.size() - LINES_MAX, "line") + " more");
    }
    return shown;
  }

  private static List<String> of(JsonNode bundle) {
    var lines = new ArrayList<String>(words(bundle));
    for (Map.Entry<String, JsonNode> content : bundle.properties()) {
      if (content.getKey().startsWith("image/") || content.getKey().startsWith("audio/")) {
        lines.add("[" + content.getKey() + ", " + size(content) + "]");
      }
    }
    return lines.isEmpty()
        ? List.of("[" + String.join(", ", new TreeSet<>(names(bundle))) + "]")
        : lines;
  }

  private static List<String> names(JsonNode bundle) {
    return bundle.propertyStream().map(Map.Entry::getKey).filter(it -> !it.equals(TEXT)).toList();
  }

  private static List<String> words(JsonNode bundle) {
    String plain = bundle.path(TEXT).asText();
    if (!plain.isBlank() && !MADE_TEXT.matcher(plain).matches()) {
      return split(plain);
    }
    if (bundle.path("text/markdown").isTextual()) {
      return split(bundle.path("text/markdown").asText());
    }
    if (bundle.has("application/json")) {
      JsonNode value = bundle.path("application/json");
      return isTable(value) ? table(value) : split(Shown.pretty(value));
    }
    return bundle.path("text/html").isTextual()
        ? split(wordsOf(bundle.path("text/html").asText()))
        : List.of();
  }

  private static List<String> split(String text) {
    return DisplayText.harmless(text).strip().lines().toList();
  }

  /** A picture is text of base 64, which is a third longer than its bytes; SVG is text itself. */
  private static String size(Map.Entry<String, JsonNode> content) {
    int length = content.getValue().asText().length();
    return Amounts.bytes(content.getKey().equals("image/svg+xml") ? length : length / 4 * 3L);
  }

  static String wordsOf(String html) {
    String text = HIDDEN.matcher(html).replaceAll("").replaceAll("\\s+", " ");
    text = LINE_END.matcher(text).replaceAll("\n");
    text = CELL_END.matcher(text).replaceAll("  ");
    text = TAG.matcher(text).replaceAll("");
    text =
        text.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&nbsp;", " ")
            .replace("&amp;", "&");
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .reduce(Displayed::below)
        .orElse("");
  }

  private static String below(String above, String line) {
    return above + "\n" + line;
  }

  private static boolean isTable(JsonNode value) {
    return value.isArray()
        && !value.isEmpty()
        && value.valueStream().allMatch(row -> row.isObject() && row.size() <= COLUMNS_MAX)
        && value.valueStream().flatMap(JsonNode::valueStream).noneMatch(JsonNode::isContainerNode);
  }

  private static List<String> table(JsonNode rows) {
    List<String> names =
        rows.valueStream()
            .flatMap(row -> row.propertyStream().map(Map.Entry::getKey))
            .distinct()
            .limit(COLUMNS_MAX)
            .toList();
    var cells = new ArrayList<List<String>>();
    cells.add(names.stream().map(Displayed::cell).toList());
    rows.forEach(
        row ->
            cells.add(
                names.stream()
                    .map(name -> row.has(name) ? cell(Shown.plain(row.path(name))) : "")
                    .toList()));
    int[] widths =
        IntStream.range(0, names.size())
            .map(
                column ->
                    cells.stream()
                        .mapToInt(row -> DisplayText.width(row.get(column)))
                        .max()
                        .orElse(0))
            .toArray();
    return cells.stream().map(row -> line(row, widths)).toList();
  }

  private static String cell(String text) {
    return DisplayText.cut(DisplayText.oneLine(text), CELL_MAX, "…");
  }

  private static String line(List<String> row, int[] widths) {
    var line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      line.append(row.get(i)).repeat(" ", widths[i] - DisplayText.width(row.get(i)) + 2);
    }
    return line.toString().stripTrailing();
  }
}
