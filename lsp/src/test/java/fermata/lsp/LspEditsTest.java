package fermata.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Twelve thousand random edits of one document: the server answers as for a document that was
 * opened with the text that came of them, and keeps nothing of what was before.
 *
 * <p>The text is kept here by other means than the server's. {@code -Dfuzz.seed} repeats one,
 * {@code -Dfuzz.edits} prolongs.
 */
@Isolated("weighs the memory of the process")
class LspEditsTest {

  private static final int EDITS = Integer.getInteger("fuzz.edits", 12_000);
  private static final int EDITS_PER_LOOK = 40;
  private static final int LOOKS_PER_WAIT = 12;
  private static final int TEXT_UNITS_MAX = 4_000;

  /** What may be left over when the texts have gone: caches of the machine, not one per edit. */
  private static final long GROWTH_BYTES_MAX = 12L * 1024 * 1024;

  private static final String URI = "untitled:edited.agent.yaml";

  private static final Pattern FRESH = Pattern.compile("untitled:fresh\\d+\\.agent\\.yaml");

  private static final String BEGIN =
      """
      agent: edited
      description: Ärger \uD83D\uDE00 with width
      input: {topic: {type: string}, loud: {type: boolean, default: true}}
      output: {said: {type: string}}
      limits: {steps: 10}
      nodes:
        begin:
          set: {said: "${{ 'about ' + input.topic + (input.loud ? '!' : '.') }}"}
          outputs: {said: {type: string}}
          next: [look, done]
        look:
          prompt: |
            Say \uD83D\uDE00 what ${{ input.topic }} is,
            and ${{ size(nodes.begin.said) }} more.
          model: openai/gpt-5-mini
          retry: {attempts: 2, backoff: 1s}
          next: done
        done:
          set: {said: "${{ nodes.begin.said }}"}
      """;

  private static final List<String> PIECES =
      List.of(
          "a",
          " ",
          "  ",
          "\n",
          "\r\n",
          "\r",
          "\t",
          ":",
          ": ",
          "- ",
          "\"",
          "'",
          "{",
          "}",
          "[",
          "]",
          ",",
          "|",
          "#",
          "&x",
          "*x",
          "!",
          "${{ ",
          " }}",
          "input.",
          "nodes.",
          "\uD83D\uDE00",
          "\uD83D",
          "\u00E4",
          "\uFEFF",
          "\u2028",
          "  next: done\n",
          "  twice:\n    set: {a: 1}\n",
          "nodes:",
          "when: ",
          "---\n",
          "...\n",
          "<<<<<<< ours\n",
          "\u0000");

  private final RandomGenerator random =
      RandomGeneratorFactory.of("L64X128MixRandom").create(Long.getLong("fuzz.seed", 1));
  private final FakeEditor editor = new FakeEditor();
  private String text = BEGIN;
  private int version = 1;

  @AfterEach
  void close() {
    editor.close();
  }

  @Test
  void manyEditsAreAsOneText() {
    editor.initialize("{\"textDocument\":{\"documentSymbol\":{}}}");
    editor.open(URI, version, text);
    JsonArray tokens = tokens(URI);
    String result = resultOf(URI);
    long before = 0;
    int looks = 0;
    for (int edit = 0; edit < EDITS; edit++) {
      change();
      if (edit % EDITS_PER_LOOK == 0) {
        JsonObject delta = delta(result);
        tokens = applied(tokens, delta);
        compare(tokens, looks++ % LOOKS_PER_WAIT == 0);
        tokens = tokens(URI);
        result = resultOf(URI);
      }
      if (edit == EDITS / 4) {
        before = usedBytes();
      }
    }
    assertThat(usedBytes() - before).isLessThan(GROWTH_BYTES_MAX);
  }

  private static long usedBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** One message with one to three changes, each of which sees the one before. */
  private void change() {
    var changes = new JsonArray();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      changes.add(isTimeToBeginAnew() ? whole() : ranged());
    }
    version++;
    var id = new JsonObject();
    id.addProperty("uri", URI);
    id.addProperty("version", version);
    var params = new JsonObject();
    params.add("textDocument", id);
    params.add("contentChanges", changes);
    editor.notify("textDocument/didChange", params.toString());
  }

  private boolean isTimeToBeginAnew() {
    return text.length() > TEXT_UNITS_MAX || random.nextInt(150) == 0;
  }

  private JsonObject whole() {
    text = BEGIN;
    var change = new JsonObject();
    change.addProperty("text", text);
    return change;
  }

  private JsonObject ranged() {
    int from = whole(random.nextInt(text.length() + 1));
    int deleted = random.nextInt(3) == 0 ? random.nextInt(30) : 0;
    int to = whole(Math.min(text.length(), from + deleted));
    String piece = random.nextInt(4) == 0 ? "" : PIECES.get(random.nextInt(PIECES.size()));
    var range = new JsonObject();
    range.add("start", position(from));
    range.add("end", position(to));
    var change = new JsonObject();
    change.add("range", range);
    // Nobody is bound by a length that does not fit.
    change.addProperty("rangeLength", random.nextInt(100));
    change.addProperty("text", piece);
    text = text.substring(0, from) + piece + text.substring(to);
    return change;
  }

  /** No position of the protocol lies within a line end. */
  private int whole(int offset) {
    boolean isWithin =
        offset > 0
            && offset < text.length()
            && text.charAt(offset - 1) == '\r'
            && text.charAt(offset) == '\n';
    return isWithin ? offset - 1 : offset;
  }

  private JsonObject position(int offset) {
    int line = 0;
    int start = 0;
    for (int at = 0; at < offset; at++) {
      char unit = text.charAt(at);
      boolean isPair = unit == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n';
      if (unit == '\n' || (unit == '\r' && !isPair)) {
        line++;
        start = at + 1;
      }
    }
    var position = new JsonObject();
    position.addProperty("line", line);
    position.addProperty("character", offset - start);
    return position;
  }

  private void compare(JsonArray patched, boolean withProblems) {
    String fresh = "untitled:fresh" + version + ".agent.yaml";
    editor.open(fresh, version, text);
    assertThat(patched).as("version %d", version).isEqualTo(tokens(fresh));
    JsonObject position = position(whole(random.nextInt(text.length() + 1)));
    for (String method : List.of("documentSymbol", "foldingRange", "codeLens", "formatting")) {
      assertThat(answer(method, URI, "")).as(method).isEqualTo(answer(method, fresh, ""));
    }
    String place = ",\"position\":" + position;
    for (String method : List.of("completion", "hover", "definition", "documentHighlight")) {
      assertThat(answer(method, URI, place)).as(method).isEqualTo(answer(method, fresh, place));
    }
    if (withProblems) {
      assertThat(plain(editor.diagnostics(URI, version)))
          .isEqualTo(plain(editor.diagnostics(fresh, version)));
    }
    editor.notify("textDocument/didClose", "{\"textDocument\":{\"uri\":\"" + fresh + "\"}}");
  }

  private String answer(String method, String uri, String more) {
    JsonObject reply =
        editor.request(
            "textDocument/" + method, "{\"textDocument\":{\"uri\":\"" + uri + "\"}" + more + "}");
    assertThat(reply.has("result")).as("%s", reply).isTrue();
    return plain(reply.get("result"));
  }

  private static String plain(JsonElement answer) {
    return FRESH.matcher(answer.toString()).replaceAll(URI);
  }

  private JsonObject full(String uri) {
    return editor
        .request("textDocument/semanticTokens/full", "{\"textDocument\":{\"uri\":\"" + uri + "\"}}")
        .getAsJsonObject("result");
  }

  private JsonArray tokens(String uri) {
    return full(uri).getAsJsonArray("data");
  }

  private String resultOf(String uri) {
    return full(uri).get("resultId").getAsString();
  }

  private JsonObject delta(String previous) {
    return editor
        .request(
            "textDocument/semanticTokens/full/delta",
            "{\"textDocument\":{\"uri\":\"%s\"},\"previousResultId\":\"%s\"}"
                .formatted(URI, previous))
        .getAsJsonObject("result");
  }

  private static JsonArray applied(JsonArray before, JsonObject delta) {
    var numbers = new ArrayList<>(before.asList());
    for (JsonElement one : delta.getAsJsonArray("edits")) {
      JsonObject edit = one.getAsJsonObject();
      int start = edit.get("start").getAsInt();
      numbers.subList(start, start + edit.get("deleteCount").getAsInt()).clear();
      numbers.addAll(start, edit.getAsJsonArray("data").asList());
    }
    var after = new JsonArray();
    numbers.forEach(after::add);
    return after;
  }
}
