package fermata.daemon.tool.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.tool.files.Entry;
import fermata.daemon.tool.files.TextFile;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** Measures the lines of files. */
final class MeasureTool {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern MARKER = Pattern.compile("\\b(TODO|FIXME|XXX|HACK)\\b");
  private static final List<String> SUMMED =
      List.of("bytes", "lines", "blank", "comment", "code", "markers");

  private MeasureTool() {}

  static JsonNode run(ToolWork work) throws IOException {
    int limit = work.args().number("limit");
    FileScan scan = FileScan.of(work);
    ArrayNode files = JSON.arrayNode();
    boolean isComplete =
        scan.texts(
            (path, entry, text) -> {
              if (files.size() == limit) {
                return false;
              }
              files.add(measured(path, entry, text));
              return true;
            });
    ObjectNode result = JSON.objectNode();
    result.set("files", files);
    result.set("total", total(files));
    return result.put("skipped", scan.skipped()).put("truncated", !isComplete);
  }

  private static ObjectNode measured(String path, Entry entry, String text) {
    List<String> lines = TextFile.lines(text);
    CommentStyle.Reader comments = CommentStyle.of(path).reader();
    int blank = 0;
    int comment = 0;
    int markers = 0;
    int longestIndex = -1;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      switch (comments.kindOf(line)) {
        case BLANK -> blank++;
        case COMMENT -> comment++;
        case CODE -> {}
      }
      markers += MARKER.matcher(line).find() ? 1 : 0;
      longestIndex =
          longestIndex < 0 || length(line) > length(lines.get(longestIndex)) ? i : longestIndex;
    }
    return JSON.objectNode()
        .put("path", path)
        .put("bytes", entry.bytes())
        .put("lines", lines.size())
        .put("blank", blank)
        .put("comment", comment)
        .put("code", lines.size() - blank - comment)
        .put("longest", longestIndex < 0 ? 0 : length(lines.get(longestIndex)))
        .put("longest_line", longestIndex + 1)
        .put("markers", markers);
  }

  private static int length(String line) {
    return line.codePointCount(0, line.length());
  }

  private static ObjectNode total(ArrayNode files) {
    ObjectNode total = JSON.objectNode().put("files", files.size());
    for (String name : SUMMED) {
      long sum = 0;
      for (JsonNode file : files) {
        sum += file.path(name).asLong();
      }
      total.put(name, sum);
    }
    return total;
  }
}
