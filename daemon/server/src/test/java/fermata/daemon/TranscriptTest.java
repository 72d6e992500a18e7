package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.wire.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a client says and is answered, message by message: {@code transcripts/*.txt}.
 *
 * <pre>
 * # a comment
 * file NAME            the lines behind it that start with | are a file beside the agents
 * connect              opens a connection and shakes hands; "connect raw" only opens it
 * restart              ends the daemon and starts another one on the same state
 * --> {…}              a request; without an id a notification
 * <-- {…}              its reply, whole. A line that starts with a blank goes on with the one before
 * </pre>
 *
 * <p>In texts, {@code <name>} stands for whatever comes where the name is first seen, and for the
 * same ever after; {@code <*>} for anything; a member {@code "…"} says that there may be more
 * members. {@code <agents>} is the folder of the files.
 */
@Timeout(60)
final class TranscriptTest {

  private static final Path FOLDER = folder();

  @TempDir Path home;
  private final Map<String, String> names = new HashMap<>();
  private @Nullable TestDaemon daemon;
  private @Nullable Peer peer;
  private JsonNode reply = MissingNode.getInstance();

  private static Path folder() {
    try {
      return Path.of(TranscriptTest.class.getResource("transcripts").toURI());
    } catch (URISyntaxException impossible) {
      throw new AssertionError(impossible);
    }
  }

  static List<String> transcripts() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("transcripts")
  void goesAsWritten(String name) throws IOException {
    names.put("agents", home.resolve("agents").toString());
    daemon = TestDaemon.open(home);
    try {
      for (String entry : entries(Files.readAllLines(FOLDER.resolve(name)))) {
        play(entry);
      }
    } finally {
      if (peer != null) {
        peer.close();
      }
      daemon().close();
    }
  }

  private TestDaemon daemon() {
    return Objects.requireNonNull(daemon);
  }

  private Peer peer() {
    return Objects.requireNonNull(peer, "a transcript begins with 'connect'");
  }

  /** Joins the lines that belong together. */
  private static List<String> entries(List<String> lines) {
    var entries = new ArrayList<String>();
    for (String line : lines) {
      boolean goesOn = line.startsWith(" ") || line.startsWith("|");
      if (goesOn) {
        entries.set(entries.size() - 1, entries.getLast() + "\n" + line);
      } else if (!line.isBlank() && !line.startsWith("#")) {
        entries.add(line);
      }
    }
    return entries;
  }

  private void play(String entry) {
    if (entry.startsWith("file ")) {
      String[] lines = entry.split("\n", 2);
      daemon().file(lines[0].substring(5), lines[1].replaceAll("(?m)^\\| ?", "") + "\n");
    } else if (entry.startsWith("connect")) {
      Peer opened = Peer.connect(daemon().socket());
      peer = entry.equals("connect raw") ? opened : opened.initialized();
    } else if (entry.equals("restart")) {
      peer().close();
      daemon().close();
      daemon = TestDaemon.open(home);
      peer = daemon().connect();
    } else if (entry.startsWith("--> ")) {
      ask(parse(filled(entry.substring(4))));
    } else if (entry.startsWith("<-- ")) {
      JsonNode wanted = parse(entry.substring(4));
      compare("", wanted, reply, entry);
    } else {
      throw new AssertionError("no such line: " + entry);
    }
  }

  private void ask(ObjectNode message) {
    message.put("jsonrpc", "2.0");
    CompletableFuture<JsonNode> answered = peer().send(message);
    if (message.has("id")) {
      ObjectNode got = Peer.await(answered).deepCopy();
      assertThat(got.remove("jsonrpc").asText()).isEqualTo("2.0");
      assertThat(got.remove("id")).isEqualTo(message.get("id"));
      reply = got;
    }
  }

  private String filled(String text) {
    String filled = text;
    for (Map.Entry<String, String> name : names.entrySet()) {
      filled = filled.replace("<" + name.getKey() + ">", name.getValue());
    }
    return filled;
  }

  private void compare(String pointer, JsonNode wanted, JsonNode got, String entry) {
    if (wanted.isTextual()) {
      String fault = new Wanted(wanted.textValue(), names).take(got);
      assertThat(fault).as(pointer + " in " + reply + "\nof " + entry).isNull();
    } else if (wanted.isObject() && got.isObject()) {
      wanted
          .properties()
          .forEach(
              member -> {
                if (!member.getKey().equals("…")) {
                  assertThat(got.has(member.getKey()))
                      .as(pointer + "/" + member.getKey() + " in " + reply + "\nof " + entry)
                      .isTrue();
                  compare(
                      pointer + "/" + member.getKey(),
                      member.getValue(),
                      got.get(member.getKey()),
                      entry);
                }
              });
      if (!wanted.has("…")) {
        assertThat(names(got)).as(pointer + " of " + reply).isSubsetOf(names(wanted));
      }
    } else if (wanted.isArray() && got.isArray()) {
      assertThat(got).as(pointer + " of " + reply).hasSize(wanted.size());
      for (int index = 0; index < wanted.size(); index++) {
        compare(pointer + "/" + index, wanted.get(index), got.get(index), entry);
      }
    } else {
      assertThat(got).as(pointer + " of " + reply).isEqualTo(wanted);
    }
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }

  private static ObjectNode parse(String text) {
    try {
      return (ObjectNode) Json.mapper().readTree(text);
    } catch (IOException wrong) {
      throw new UncheckedIOException(text, wrong);
    }
  }
}
