package fermata.daemon.tool.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.tool.files.Entry;
import fermata.daemon.tool.files.FileFilter;
import fermata.daemon.tool.files.FileRefusal;
import fermata.daemon.tool.files.FileWalk;
import fermata.daemon.tool.files.Folder;
import fermata.daemon.tool.files.Place;
import fermata.daemon.tool.files.Root;
import fermata.daemon.tool.files.TextFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Looks at and writes single files and folders: list, find, read, write, stat. */
final class FileTools {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private FileTools() {}

  static JsonNode list(ToolWork work) throws IOException {
    Arguments args = work.args();
    Place place = work.root().place(args.text("path"));
    FileFilter filter = FileFilter.of(List.of("**"), List.of(), args.flag("hidden"));
    int depthMax = args.number("depth");
    int limit = args.number("limit");
    ArrayNode entries = JSON.arrayNode();
    boolean[] isTruncated = {false};
    FileWalk.walk(
        work.root().folder(place),
        new FileWalk.Visitor() {
          @Override
          public boolean enters(String path, int depth) {
            return depth < depthMax && filter.isLookedAt(path);
          }

          @Override
          public boolean visit(String path, Folder folder, Entry entry) {
            if (!filter.isLookedAt(path)) {
              return true;
            }
            isTruncated[0] = entries.size() == limit;
            if (!isTruncated[0]) {
              entries.add(listed(place.shownBelow(path), entry));
            }
            return !isTruncated[0];
          }
        });
    return JSON.objectNode().<ObjectNode>set("entries", entries).put("truncated", isTruncated[0]);
  }

  private static ObjectNode listed(String path, Entry entry) {
    return JSON.objectNode()
        .put("path", path)
        .put("kind", entry.kind().shown())
        .put("bytes", entry.bytes());
  }

  static JsonNode find(ToolWork work) throws IOException {
    int limit = work.args().number("limit");
    ArrayNode files = JSON.arrayNode();
    boolean isComplete =
        FileScan.of(work)
            .files(
                (path, _, _) -> {
                  if (files.size() == limit) {
                    return false;
                  }
                  files.add(path);
                  return true;
                });
    return JSON.objectNode()
        .<ObjectNode>set("files", files)
        .put("count", files.size())
        .put("truncated", !isComplete);
  }

  static JsonNode read(ToolWork work) throws IOException {
    Arguments args = work.args();
    Place place = work.root().place(args.text("path"));
    String text = text(work.root(), place);
    LineRange range =
        LineRange.of(
            text,
            args.number("from_line"),
            args.findNumber("lines").orElse(Integer.MAX_VALUE),
            args.number("max_bytes"));
    return JSON.objectNode()
        .put("path", place.shown())
        .put("text", range.text())
        .put("from_line", range.from())
        .put("to_line", range.to())
        .put("lines", range.linesInAll())
        .put("bytes", text.getBytes(StandardCharsets.UTF_8).length)
        .put("truncated", range.isCut());
  }

  static String text(Root root, Place place) throws IOException {
    try (SeekableByteChannel channel = root.read(place)) {
      long bytes = channel.size();
      return TextFile.read(channel).orElseThrow(() -> unreadable(place, bytes));
    }
  }

  private static FileRefusal unreadable(Place place, long bytes) {
    String why =
        bytes > TextFile.BYTES_MAX
            ? bytes + " bytes (expected: at most " + TextFile.BYTES_MAX + ")"
            : "not text (expected: UTF-8 without a zero byte)";
    return new FileRefusal(FileRefusal.Reason.UNFIT, "path '" + place.shown() + "': " + why);
  }

  static JsonNode write(ToolWork work) throws IOException {
    Arguments args = work.args();
    Place place = work.root().place(args.text("path"));
    byte[] content = args.text("text").getBytes(StandardCharsets.UTF_8);
    Optional<Entry> before = work.root().find(place);
    boolean isRepeated = before.isPresent() && args.text("mode").equals("create");
    if (isRepeated && !isSame(work.root(), place, content)) {
      throw new FileRefusal(
          FileRefusal.Reason.UNFIT,
          "path '" + place.shown() + "': there with another content (expected: nothing there)");
    }
    if (!isRepeated) {
      work.root().write(place, ".fermata-" + UUID.randomUUID(), content);
    }
    return JSON.objectNode()
        .put("path", place.shown())
        .put("bytes", content.length)
        .put("lines", TextFile.lines(args.text("text")).size())
        .put("created", before.isEmpty())
        .put("sha256", HexFormat.of().formatHex(sha256().digest(content)));
  }

  private static boolean isSame(Root root, Place place, byte[] content) throws IOException {
    try (SeekableByteChannel channel = root.read(place);
        InputStream stream = Channels.newInputStream(channel)) {
      return channel.size() == content.length
          && java.util.Arrays.equals(stream.readAllBytes(), content);
    }
  }

  static JsonNode stat(ToolWork work) throws IOException {
    Place place = work.root().place(work.args().text("path"));
    Optional<Entry> found = work.root().find(place);
    ObjectNode result =
        JSON.objectNode()
            .put("path", place.shown())
            .put("exists", found.isPresent())
            .put("kind", found.map(entry -> entry.kind().shown()).orElse("absent"))
            .put("bytes", found.map(Entry::bytes).orElse(0L));
    found.ifPresent(entry -> result.put("modified", entry.modified().toString()));
    if (found.isPresent() && found.get().kind() == Entry.Kind.FILE) {
      putContent(work.root(), place, result);
    }
    return result;
  }

  private static void putContent(Root root, Place place, ObjectNode result) throws IOException {
    MessageDigest digest = sha256();
    LineCount lines = new LineCount();
    byte[] buffer = new byte[64 * 1024];
    try (InputStream stream = Channels.newInputStream(root.read(place))) {
      for (int length = stream.read(buffer); length >= 0; length = stream.read(buffer)) {
        digest.update(buffer, 0, length);
        lines.accept(buffer, length);
      }
    }
    result.put("lines", lines.count());
    result.put("sha256", HexFormat.of().formatHex(digest.digest()));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException failure) {
      throw new IllegalStateException("every JDK has SHA-256", failure);
    }
  }
}
