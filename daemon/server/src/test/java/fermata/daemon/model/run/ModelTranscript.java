package fermata.daemon.model.run;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.model.StandIn;
import fermata.wire.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Plays a transcript: scripts the stand-in, asks models and writes down what comes of it.
 *
 * <pre>
 * script              the lines below that begin with "| " are the stand-in's script
 * set NAME VALUE      a variable of the environment from here on, "silence" or "timeout" in
 *                     milliseconds, or "file", the user's catalogue of models
 * ask {json}          followed by ---- and what was heard and the outcome
 * sent                followed by ---- and the last request, as the stand-in got it
 * raw STATUS [...]    the lines below that begin with "|" are what a server at &lt;raw&gt; sends to
 *                     its next request, byte for byte; after the status: split=BYTES, end=cut,
 *                     end=silent, and headers as name=value
 * rawsent             followed by ---- and the last request that this server got
 * rawcount            followed by ---- and how many it got
 * </pre>
 */
final class ModelTranscript implements AutoCloseable {

  private static final ObjectWriter PRETTY =
      Json.mapper()
          .writer(
              new DefaultPrettyPrinter()
                  .withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE));

  private final StandIn standIn;
  private final Path folder;
  private final RawProvider raw;
  private final List<String> out = new ArrayList<>();
  private final List<String> settings = new ArrayList<>();
  private TestModels models;

  ModelTranscript(StandIn standIn, Path folder) throws IOException {
    this.standIn = standIn;
    this.raw = RawProvider.start();
    this.folder = folder;
    this.models = new TestModels(folder, standIn);
  }

  String replay(String text) throws IOException {
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      out.add(line);
      String rest = line.substring(line.indexOf(' ') + 1);
      switch (line.split(" ", 2)[0]) {
        case "script" -> i = script(lines, i + 1) - 1;
        case "set" -> set(rest);
        case "ask" -> i = answered(lines, i, asked(rest));
        case "sent" -> i = answered(lines, i, shown(standIn.requests().getLast()));
        case "raw" -> i = raw(rest, lines, i + 1) - 1;
        case "rawsent" -> i = answered(lines, i, shown(raw.lastRequest()));
        case "rawcount" -> i = answered(lines, i, List.of(String.valueOf(raw.count())));
        default -> {}
      }
    }
    return String.join("\n", out) + "\n";
  }

  private int script(List<String> lines, int from) throws IOException {
    var script = new StringBuilder();
    int next = from;
    for (; next < lines.size() && lines.get(next).startsWith("|"); next++) {
      out.add(lines.get(next));
      script.append(lines.get(next).substring(1)).append('\n');
    }
    standIn.script(script.toString());
    return next;
  }

  // Each setting begins with fresh models: what they tell once, they tell again.
  private void set(String setting) throws IOException {
    settings.add(setting);
    models.close();
    models = new TestModels(folder, standIn);
    for (String one : settings) {
      String[] words = one.split(" ", 2);
      switch (words[0]) {
        case "silence" -> models.withSilence(Duration.ofMillis(Long.parseLong(words[1])));
        case "timeout" -> models.withTimeout(Duration.ofMillis(Long.parseLong(words[1])));
        case "file" -> Files.writeString(folder.resolve("models.json"), filled(words[1]));
        default -> models.with(words[0], words.length == 1 ? "" : filled(words[1]));
      }
    }
  }

  private String filled(String value) {
    return value
        .replace("<raw>", raw.baseUrl())
        .replace("<url>", standIn.baseUrl())
        .replace("<key>", StandIn.KEY);
  }

  private List<String> asked(String request) {
    Heard heard = new Heard();
    List<String> outcome = Heard.shown(models.ask(request, heard));
    List<String> all = new ArrayList<>(heard.lines());
    all.addAll(outcome);
    return all;
  }

  private int raw(String words, List<String> lines, int from) {
    var body = new StringBuilder();
    int next = from;
    for (; next < lines.size() && lines.get(next).startsWith("|"); next++) {
      out.add(lines.get(next));
      String line = lines.get(next).substring(1);
      body.append(filled(line.startsWith(" ") ? line.substring(1) : line)).append('\n');
    }
    var headers = new LinkedHashMap<String, String>();
    headers.put("Content-Type", "text/event-stream");
    int split = 4_096;
    String end = "ok";
    String[] parts = words.split(" ", -1);
    for (int i = 1; i < parts.length; i++) {
      String value = parts[i].substring(parts[i].indexOf('=') + 1);
      switch (parts[i].substring(0, parts[i].indexOf('='))) {
        case "split" -> split = Integer.parseInt(value);
        case "end" -> end = value;
        default -> headers.put(parts[i].substring(0, parts[i].indexOf('=')), value);
      }
    }
    raw.add(
        new RawProvider.Reply(Integer.parseInt(parts[0]), headers, body.toString(), split, end));
    return next;
  }

  private static List<String> shown(JsonNode request) throws IOException {
    ObjectNode shown = request.deepCopy();
    shown.remove("end");
    return PRETTY.writeValueAsString(shown).replace(StandIn.KEY, "<key>").lines().toList();
  }

  private int answered(List<String> lines, int index, List<String> answer) {
    out.add("----");
    out.addAll(answer);
    int next = index + 1;
    while (next < lines.size() && !lines.get(next).isEmpty()) {
      next++;
    }
    return next - 1;
  }

  @Override
  public void close() {
    models.close();
    raw.close();
  }
}
