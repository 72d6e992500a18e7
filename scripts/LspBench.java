import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A benchmark client of language servers: the same keys for ours and for another, over stdio. */
public final class LspBench {

  /** Between keys: 0 is faster than anybody types, so that the server has no time to recover. */
  private static final long PAUSE_MILLIS =
      Long.parseLong(System.getenv().getOrDefault("PAUSE_MILLIS", "0"));

  private static final int STARTS = 5;
  private static final int BURST = 50;
  private static final int REST_MILLIS = 400;

  private final Process process;
  private final OutputStream out;
  private final String uri;
  private final BlockingQueue<String> incoming = new LinkedBlockingQueue<>();
  private int lastId;
  private int lastVersion = 1;

  /** One line of the table: what it is, what the design allows, what came of each server. */
  private static final Map<String, List<String>> ROWS = new LinkedHashMap<>();

  private LspBench(List<String> command, Path folder) throws IOException {
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    out = process.getOutputStream();
    uri = folder.resolve("bench.agent.yaml").toUri().toString();
    InputStream in = new BufferedInputStream(process.getInputStream());
    Thread.ofPlatform().daemon().start(() -> read(in));
  }

  /** Arguments: root of the checkout, lines, keys, and a peer with its command. */
  public static void main(String[] args) throws Exception {
    Path root = Path.of(args[0]);
    int lines = Integer.parseInt(args[1]);
    int keys = Integer.parseInt(args[2]);
    String peer = System.getenv("PEER");
    Path folder = Files.createTempDirectory("bench-lsp");
    // The peer finds the schema by the comment in the file; to ours it is a comment.
    String head =
        "# yaml-language-server: $schema=" + root.resolve("docs/agent.schema.json").toUri() + "\n";
    Files.writeString(folder.resolve("bench.agent.yaml"), head + agent(lines));
    System.out.printf("%d lines, %d keys, %d ms between keys%n", lines, keys, PAUSE_MILLIS);
    measure(List.of(root + "/fermata", "lsp"), folder, keys, true);
    if (peer != null) {
      measure(List.of(peer.split(" ")), folder, keys, false);
    }
    System.out.printf(
        "%-44s %10s %12s %s%n", "milliseconds", "allowed", "fermata", peer == null ? "" : "peer");
    ROWS.forEach(
        (name, values) ->
            System.out.printf(
                "%-44s %10s %12s %s%n",
                name, values.get(0), values.get(1), values.size() > 2 ? values.get(2) : ""));
  }

  private static void row(String name, String allowed, double value) {
    ROWS.computeIfAbsent(name, _ -> new ArrayList<>(List.of(allowed)))
        .add("%.1f".formatted(value));
  }

  private static void measure(List<String> command, Path folder, int keys, boolean isOurs)
      throws Exception {
    String text = Files.readString(folder.resolve("bench.agent.yaml"));
    var starts = new ArrayList<Double>();
    var firsts = new ArrayList<Double>();
    for (int round = 0; round < STARTS; round++) {
      long begin = System.nanoTime();
      var bench = new LspBench(command, folder);
      bench.initialize();
      starts.add(millis(begin));
      bench.open(text);
      bench.await("publishDiagnostics");
      firsts.add(millis(begin));
      bench.stop();
    }
    row("process start to initialize answered, p50", "200", at(starts, 50));
    row("process start to first diagnostics, p50", "400", at(firsts, 50));
    var bench = new LspBench(command, folder);
    bench.initialize();
    bench.open(text);
    bench.await("publishDiagnostics");
    bench.type(text, keys, isOurs);
    bench.rest(text);
    bench.burst(text);
    row("resident memory after all keys, MB", "200", bench.residentMegabytes());
    if (isOurs) {
      bench.hostile(text);
    }
    bench.stop();
  }

  /** Where the keys go: into an expression of the node in the middle. */
  private record Spot(int line, int column) {

    static Spot in(String text) {
      List<String> all = text.lines().toList();
      return new Spot(
          all.indexOf("    prompt: Say what ${{ input.topic }} is, in a sentence."),
          "    prompt: Say what ${{ input.".length());
    }
  }

  private void type(String text, int keys, boolean isOurs) throws Exception {
    Spot spot = Spot.in(text);
    keysAndCompletions(spot, Math.min(keys, 1_000), new ArrayList<>());
    double cpuBefore = cpuMillis();
    var completions = new ArrayList<Double>();
    keysAndCompletions(spot, keys, completions);
    row("CPU per key with its completion", "3", (cpuMillis() - cpuBefore) / keys);
    row("key to completion, p50", "5", at(completions, 50));
    row("key to completion, p95", "20", at(completions, 95));
    row("hover right after a key, p95", "10", at(after(spot, keys / 4, "hover"), 95));
    row(
        "document symbols right after a key, p95",
        "10",
        at(after(spot, keys / 4, "documentSymbol"), 95));
    if (isOurs) {
      String first =
          request("textDocument/semanticTokens/full", "{\"textDocument\":{\"uri\":\"" + uri + "\"}}");
      row("semantic tokens delta, p95", "15", at(deltas(spot, keys / 4, resultId(first)), 95));
    }
  }

  private void keysAndCompletions(Spot spot, int keys, List<Double> times) throws Exception {
    for (int key = 0; key < keys; key++) {
      boolean adds = key % 2 == 0;
      Thread.sleep(PAUSE_MILLIS);
      long sent = System.nanoTime();
      key(spot, adds);
      request("textDocument/completion", position(spot.line(), spot.column() + (adds ? 1 : 0)));
      times.add(millis(sent));
    }
  }

  private List<Double> after(Spot spot, int keys, String what) throws Exception {
    var times = new ArrayList<Double>();
    for (int key = 0; key < keys; key++) {
      Thread.sleep(PAUSE_MILLIS);
      key(spot, key % 2 == 0);
      long sent = System.nanoTime();
      request(
          "textDocument/" + what,
          what.equals("hover")
              ? position(spot.line(), spot.column())
              : "{\"textDocument\":{\"uri\":\"" + uri + "\"}}");
      times.add(millis(sent));
    }
    return times;
  }

  private List<Double> deltas(Spot spot, int keys, String first) throws Exception {
    var times = new ArrayList<Double>();
    String result = first;
    for (int key = 0; key < keys; key++) {
      key(spot, key % 2 == 0);
      long sent = System.nanoTime();
      String reply =
          request(
              "textDocument/semanticTokens/full/delta",
              "{\"textDocument\":{\"uri\":\"%s\"},\"previousResultId\":\"%s\"}"
                  .formatted(uri, result));
      times.add(millis(sent));
      result = resultId(reply);
    }
    return times;
  }

  private static String resultId(String reply) {
    return reply.replaceAll("(?s).*\"resultId\":\"([^\"]*)\".*", "$1");
  }

  /** After a rest, one key and nothing else: how long until the problems are shown. */
  private void rest(String text) throws Exception {
    Spot spot = Spot.in(text);
    var times = new ArrayList<Double>();
    for (int round = 0; round < 20; round++) {
      Thread.sleep(REST_MILLIS);
      incoming.clear();
      long sent = System.nanoTime();
      key(spot, round % 2 == 0);
      await("publishDiagnostics");
      times.add(millis(sent));
    }
    row("last key to diagnostics, p50", "60", at(times, 50));
  }

  /** Many keys at once, then silence: how often problems are published. */
  private void burst(String text) throws Exception {
    Spot spot = Spot.in(text);
    Thread.sleep(REST_MILLIS);
    incoming.clear();
    for (int key = 0; key < BURST; key++) {
      key(spot, key % 2 == 0);
    }
    long sent = System.nanoTime();
    request("textDocument/hover", position(spot.line(), spot.column()));
    row("hover behind a burst of " + BURST + " keys", "10", millis(sent));
    Thread.sleep(3_000);
    long published = incoming.stream().filter(one -> one.contains("publishDiagnostics")).count();
    row("publications of that burst (a count)", "2", published);
  }

  /** A file of ten megabytes and one of ten thousand brackets; then a hover in the other file. */
  private void hostile(String text) throws Exception {
    Spot spot = Spot.in(text);
    openOther("large", "agent: large\nnodes:\n" + "  n: {set: {a: 1}}\n".repeat(550_000));
    openOther("nested", "agent: nested\nnodes: " + "[".repeat(10_000));
    var times = new ArrayList<Double>();
    for (int round = 0; round < 100; round++) {
      long sent = System.nanoTime();
      request("textDocument/hover", position(spot.line(), spot.column()));
      times.add(millis(sent));
      Thread.sleep(20);
    }
    row("hover while a hostile file of 10 MB is read, p95", "50", at(times, 95));
  }

  private void openOther(String name, String text) throws IOException {
    notify(
        "textDocument/didOpen",
        "{\"textDocument\":{\"uri\":\"%s\",\"languageId\":\"yaml\",\"version\":1,\"text\":\"%s\"}}"
            .formatted(uri.replace("bench.", name + "."), text.replace("\n", "\\n")));
  }

  /** An agent of some 12 lines a node, without a problem, with an expression or two in each. */
  static String agent(int lines) {
    var text =
        new StringBuilder(
            """
            agent: bench
            model: openai/gpt-5-mini
            input:
              topic: {type: string}
            limits: {steps: 100000, tokens: 1000000}
            nodes:
            """);
    int nodes = (lines - 6) / 12;
    for (int node = 0; node < nodes; node++) {
      text.append(
          """
            n%d:
              kind: llm
              description: Node number %d.
              prompt: %s
              outputs:
                text: {type: string}
                score: {type: number, minimum: 0, maximum: 1}
              retry: {attempts: 2, backoff: 1s}
              timeout: 2m
              budget:
                steps: 12
          """
              .formatted(
                  node,
                  node,
                  node == nodes / 2
                      ? "Say what ${{ input.topic }} is, in a sentence."
                      : node == 0
                          ? "Begin with ${{ input.topic }}."
                          : "Go on from ${{ nodes.n" + (node - 1) + ".text }}."));
      text.append(node + 1 < nodes ? "    next: n" + (node + 1) + "\n" : "");
    }
    return text.toString();
  }

  private void initialize() throws Exception {
    request(
        "initialize",
        "{\"processId\":null,\"rootUri\":null,\"capabilities\":{\"textDocument\":{\"completion\":{},"
            + "\"semanticTokens\":{\"requests\":{\"full\":{\"delta\":true}},\"tokenTypes\":[],"
            + "\"tokenModifiers\":[],\"formats\":[\"relative\"]}}}}");
    notify("initialized", "{}");
  }

  private void open(String text) throws IOException {
    notify(
        "textDocument/didOpen",
        "{\"textDocument\":{\"uri\":\"%s\",\"languageId\":\"yaml\",\"version\":1,\"text\":\"%s\"}}"
            .formatted(
                uri, text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n")));
  }

  private void key(Spot spot, boolean adds) throws IOException {
    notify(
        "textDocument/didChange",
        """
        {"textDocument":{"uri":"%s","version":%d},"contentChanges":[{"range":{"start":{"line":%d,\
        "character":%d},"end":{"line":%d,"character":%d}},"text":"%s"}]}"""
            .formatted(
                uri,
                ++lastVersion,
                spot.line(),
                spot.column(),
                spot.line(),
                adds ? spot.column() : spot.column() + 1,
                adds ? "t" : ""));
  }

  private String position(int line, int column) {
    return "{\"textDocument\":{\"uri\":\"%s\"},\"position\":{\"line\":%d,\"character\":%d}}"
        .formatted(uri, line, column);
  }

  private String request(String method, String params) throws Exception {
    int id = ++lastId;
    send(
        "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}"
            .formatted(id, method, params));
    String mark = "\"id\":" + id;
    String reply = await(mark + ",", mark + "}");
    if (reply.contains("\"error\":{")) {
      throw new IllegalStateException(method + ": " + reply);
    }
    return reply;
  }

  private void notify(String method, String params) throws IOException {
    send("{\"jsonrpc\":\"2.0\",\"method\":\"%s\",\"params\":%s}".formatted(method, params));
  }

  private synchronized void send(String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    out.write(("Content-Length: " + bytes.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    out.write(bytes);
    out.flush();
  }

  /** The next message that holds one of the marks; the others are dropped. */
  private String await(String... marks) throws InterruptedException {
    while (true) {
      String message = incoming.poll(60, TimeUnit.SECONDS);
      if (message == null) {
        throw new IllegalStateException("no message with " + List.of(marks) + " within a minute");
      }
      for (String mark : marks) {
        if (message.contains(mark)) {
          return message;
        }
      }
    }
  }

  private void read(InputStream in) {
    try {
      while (true) {
        int length = -1;
        var line = new StringBuilder();
        for (int unit = in.read(); ; unit = in.read()) {
          if (unit < 0) {
            return;
          }
          if (unit == '\n') {
            if (line.isEmpty()) {
              break;
            }
            if (line.toString().startsWith("Content-Length:")) {
              length = Integer.parseInt(line.substring(15).strip());
            }
            line.setLength(0);
          } else if (unit != '\r') {
            line.append((char) unit);
          }
        }
        take(new String(in.readNBytes(length), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      return;
    }
  }

  /** A server that asks something must not wait for it: nothing that it asks is given. */
  private void take(String message) throws IOException {
    if (message.contains("\"method\":") && message.contains("\"id\":")) {
      String id = message.replaceAll("(?s).*\"id\":(\"[^\"]*\"|\\d+).*", "$1");
      send("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":null}");
    } else {
      incoming.add(message);
    }
  }

  private double residentMegabytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Double.parseDouble(line.replaceAll("\\D", "")) / 1024;
      }
    }
    return Double.NaN;
  }

  /** Processor time of the server, of all its threads; the kernel counts in hundredths. */
  private double cpuMillis() throws IOException {
    String[] fields =
        Files.readString(Path.of("/proc/" + process.pid() + "/stat"))
            .replaceAll("^.*\\) ", "")
            .split(" ");
    return 10.0 * (Long.parseLong(fields[11]) + Long.parseLong(fields[12]));
  }

  private void stop() throws Exception {
    request("shutdown", "null");
    notify("exit", "null");
    process.waitFor(10, TimeUnit.SECONDS);
    process.destroyForcibly();
  }

  private static double millis(long since) {
    return (System.nanoTime() - since) / 1e6;
  }

  private static double at(List<Double> values, int percent) {
    var sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
  }
}
