package fermata.daemon.tool.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fermata.daemon.tool.files.FileRefusal;
import fermata.daemon.tool.files.Place;
import fermata.daemon.tool.files.TextFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Changes pieces of a text file: all of them, or nothing is written.
 *
 * <p>Calls of one turn run side by side, so one call at a time reads and writes. Thread-safe.
 */
final class PatchTool implements ToolBody {

  private static final int SHOWN_MAX = 60;

  private final ReentrantLock lock = new ReentrantLock();

  @Override
  public JsonNode run(ToolWork work) throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      return patch(work);
    } finally {
      lock.unlock();
    }
  }

  private static JsonNode patch(ToolWork work) throws IOException {
    Arguments args = work.args();
    Place place = work.root().place(args.text("path"));
    String before = FileTools.text(work.root(), place);
    requireSame(args, place, before);
    String after = before;
    int replaced = 0;
    int index = 0;
    for (JsonNode edit : args.value("edits")) {
      Edited edited = edited(after, edit, "/edits/" + index++);
      after = edited.text();
      replaced += edited.count();
    }
    byte[] content = after.getBytes(StandardCharsets.UTF_8);
    if (content.length > TextFile.BYTES_MAX) {
      throw new FileRefusal(
          FileRefusal.Reason.UNFIT,
          "path '%s': %d bytes then (expected: at most %d)"
              .formatted(place.shown(), content.length, TextFile.BYTES_MAX));
    }
    if (!after.equals(before)) {
      work.root().write(place, ".fermata-" + UUID.randomUUID(), content);
    }
    return JsonNodeFactory.instance
        .objectNode()
        .put("path", place.shown())
        .put("replaced", replaced)
        .put("bytes", content.length)
        .put("lines", TextFile.lines(after).size())
        .put("sha256", sha256(content));
  }

  private static void requireSame(Arguments args, Place place, String before) {
    if (args.has("sha256")) {
      String is = sha256(before.getBytes(StandardCharsets.UTF_8));
      if (!is.equalsIgnoreCase(args.text("sha256"))) {
        throw new FileRefusal(
            FileRefusal.Reason.UNFIT,
            "path '%s': its SHA-256 is %s (expected: %s); read it again"
                .formatted(place.shown(), is, args.text("sha256")));
      }
    }
  }

  private record Edited(String text, int count) {}

  private static Edited edited(String text, JsonNode edit, String pointer) {
    String old = edit.path("old").asText();
    String fresh = edit.path("new").asText();
    int first = text.indexOf(old);
    if (first < 0) {
      throw ToolRefusal.argument(pointer + "/old", "the file has no " + shown(old));
    }
    if (!edit.path("all").asBoolean() && text.indexOf(old, first + 1) >= 0) {
      throw ToolRefusal.argument(
          pointer + "/old",
          shown(old) + " is in the file more than once (expected: once, or 'all': true)");
    }
    int count = 0;
    var changed = new StringBuilder();
    int from = 0;
    for (int at = first; at >= 0; at = text.indexOf(old, from)) {
      changed.append(text, from, at).append(fresh);
      from = at + old.length();
      count++;
    }
    return new Edited(changed.append(text, from, text.length()).toString(), count);
  }

  private static String shown(String text) {
    String line = text.strip().lines().findFirst().orElse("");
    String cut = line.length() > SHOWN_MAX ? line.substring(0, SHOWN_MAX) : line;
    return "'" + cut + (cut.length() < text.strip().length() ? "…'" : "'");
  }

  private static String sha256(byte[] content) {
    return HexFormat.of().formatHex(FileTools.sha256().digest(content));
  }
}
