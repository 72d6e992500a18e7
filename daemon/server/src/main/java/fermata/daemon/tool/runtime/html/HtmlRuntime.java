package fermata.daemon.tool.runtime.html;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.tool.builtin.ToolFailureKinds;
import fermata.daemon.tool.builtin.ToolRefusal;
import fermata.daemon.tool.files.Place;
import fermata.daemon.tool.files.TextFile;
import fermata.daemon.tool.runtime.CodeWork;
import fermata.daemon.tool.runtime.RuntimeInstance;
import fermata.daemon.tool.runtime.RuntimeKind;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Set;

/** Renders pages. Keeps nothing between executions. */
public final class HtmlRuntime implements RuntimeKind, RuntimeInstance {

  @Override
  public String name() {
    return "html";
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.DISPLAY);
  }

  @Override
  public int priority() {
    return 100;
  }

  @Override
  public boolean isAvailable() {
    return true;
  }

  @Override
  public String variant(CodeWork work) {
    return "";
  }

  @Override
  public RuntimeInstance open(CodeWork work) {
    return this;
  }

  @Override
  public boolean isAlive() {
    return true;
  }

  @Override
  public JsonNode execute(CodeWork work) throws IOException {
    var parts = new StringBuilder();
    for (String file : work.files()) {
      parts.append(part(work, file));
    }
    String page = parts + Placeholders.fill(work.source(), work.args());
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    result.putObject("bundle").put("text/html", page).put("text/plain", PlainText.of(page));
    return result;
  }

  private static String part(CodeWork work, String file) throws IOException {
    Place place = work.work().root().place(file);
    String text = text(work, place);
    if (file.endsWith(".css")) {
      return "<style>\n" + text.replace("</style", "<\\/style") + "\n</style>\n";
    }
    if (file.endsWith(".js")) {
      return "<script>\n" + text.replace("</script", "<\\/script") + "\n</script>\n";
    }
    throw ToolRefusal.argument(
        "/files", "file '" + place.shown() + "' (expected: a style sheet .css or a script .js)");
  }

  private static String text(CodeWork work, Place place) throws IOException {
    try (SeekableByteChannel channel = work.work().root().read(place)) {
      return TextFile.read(channel)
          .orElseThrow(
              () ->
                  ToolRefusal.of(
                      ToolFailureKinds.FILE,
                      "path '" + place.shown() + "': not a text that can be read"));
    }
  }

  @Override
  public void close() {
    // There is nothing to end.
  }
}
