package fermata.daemon.tool.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.tool.ToolArtifacts;
import fermata.daemon.tool.files.Place;
import fermata.definition.text.Suggestions;
import fermata.engine.run.KeptArtifact;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Keeps contents under names for a session, and reads them. */
final class ArtifactTools {

  private static final String ANY = "application/octet-stream";

  private static final Map<String, String> BY_ENDING =
      Map.ofEntries(
          Map.entry("txt", "text/plain"),
          Map.entry("log", "text/plain"),
          Map.entry("md", "text/markdown"),
          Map.entry("html", "text/html"),
          Map.entry("css", "text/css"),
          Map.entry("csv", "text/csv"),
          Map.entry("json", "application/json"),
          Map.entry("yaml", "application/yaml"),
          Map.entry("yml", "application/yaml"),
          Map.entry("xml", "application/xml"),
          Map.entry("pdf", "application/pdf"),
          Map.entry("zip", "application/zip"),
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("gif", "image/gif"),
          Map.entry("webp", "image/webp"),
          Map.entry("svg", "image/svg+xml"));

  private ArtifactTools() {}

  static JsonNode write(ToolWork work) throws IOException {
    Arguments args = work.args();
    String name = args.text("name");
    String mime = args.has("mime") ? args.text("mime") : mimeOf(name);
    try (InputStream content = content(work)) {
      return told(work.artifacts().keep(name, mime, content));
    }
  }

  private static String mimeOf(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return BY_ENDING.getOrDefault(ending, ANY);
  }

  private static InputStream content(ToolWork work) throws IOException {
    Arguments args = work.args();
    if (args.has("text") == args.has("path")) {
      throw ToolRefusal.argument(
          null, "arguments of 'artifacts.write': either text or path is expected, and one of them");
    }
    if (args.has("text")) {
      return new ByteArrayInputStream(args.text("text").getBytes(StandardCharsets.UTF_8));
    }
    Place place = work.root().place(args.text("path"));
    return Channels.newInputStream(work.root().read(place));
  }

  static JsonNode list(ToolWork work) throws IOException {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    ArrayNode artifacts = result.putArray("artifacts");
    work.artifacts().list().forEach(each -> artifacts.add(told(each)));
    return result;
  }

  static JsonNode read(ToolWork work) throws IOException {
    Arguments args = work.args();
    KeptArtifact artifact = require(work).artifact();
    long from = args.value("from").asLong();
    byte[] bytes = work.artifacts().read(artifact, from, args.number("max"));
    // One that ends within a character goes on with the next piece.
    CharBuffer text = CharBuffer.allocate(bytes.length);
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    boolean isText = !StandardCharsets.UTF_8.newDecoder().decode(rest, text, false).isError();
    boolean isWhole = from + rest.position() >= artifact.size() || rest.position() == 0;
    if (!isText || (rest.hasRemaining() && isWhole)) {
      throw ToolRefusal.of(
          ToolFailureKinds.ARTIFACT,
          "artifact '" + artifact.name() + "' is not text (expected: UTF-8)");
    }
    ObjectNode result = JsonNodeFactory.instance.objectNode().put("text", text.flip().toString());
    result.put("size", artifact.size());
    if (!isWhole) {
      result.put("next", from + rest.position());
    }
    return result;
  }

  private static ToolArtifacts.Version require(ToolWork work) throws IOException {
    String name = work.args().text("name");
    int version = work.args().findNumber("version").orElse(0);
    Optional<ToolArtifacts.Version> found = work.artifacts().find(name, version);
    if (found.isPresent()) {
      return found.get();
    }
    List<String> names =
        work.artifacts().list().stream().map(each -> each.artifact().name()).toList();
    String which = version == 0 ? "" : " in version " + version;
    throw ToolRefusal.of(
        ToolFailureKinds.ARTIFACT,
        "artifact '" + name + "' does not exist" + which + Suggestions.hint(name, names));
  }

  private static ObjectNode told(ToolArtifacts.Version kept) {
    KeptArtifact artifact = kept.artifact();
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", artifact.name())
        .put("version", kept.version())
        .put("sha256", artifact.sha256())
        .put("size", artifact.size())
        .put("mime", artifact.mime());
  }
}
