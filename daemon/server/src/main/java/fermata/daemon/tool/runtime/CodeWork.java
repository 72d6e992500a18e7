package fermata.daemon.tool.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.tool.ToolCall;
import fermata.daemon.tool.builtin.ToolWork;
import java.util.ArrayList;
import java.util.List;

/**
 * One execution of a source.
 *
 * @param call who asks, with the idempotency key
 * @param work the arguments of the call, fit and complete; the root of files; who listens
 */
public record CodeWork(ToolCall call, ToolWork work) {

  /** {@return what is executed, as it is} */
  public String source() {
    return work.args().json().path("source").asText();
  }

  /** {@return what it works on, an object} */
  public JsonNode args() {
    return work.args().json().path("args");
  }

  /** {@return paths, not looked at yet} */
  public List<String> files() {
    var files = new ArrayList<String>();
    work.args().json().path("files").forEach(file -> files.add(file.asText()));
    return files;
  }
}
