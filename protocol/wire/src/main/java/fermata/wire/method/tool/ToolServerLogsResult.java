package fermata.wire.method.tool;

import fermata.wire.json.Doc;
import java.util.List;

/** Result of {@code toolServer/logs}. */
public record ToolServerLogsResult(
    @Doc("what it wrote to its error stream since it was started last: the beginning and the end")
        List<String> lines) {

  public ToolServerLogsResult {
    lines = List.copyOf(lines);
  }
}
