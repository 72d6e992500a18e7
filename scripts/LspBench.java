import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A benchmark client of language servers: one process, one file, many keys. */
public final class LspBench {

  private static final String URI = "file:///tmp/bench.agent.yaml";

  /** Between keys: 0 is faster than anybody types, so that the server has no time to recover. */
  private static final long PAUSE_MILLIS =
      Long.parseLong(System.getenv().getOrDefault("PAUSE_MILLIS", "0"));

  private final Process process;
  private final OutputStream out;
  private final BlockingQueue<String> incoming = new LinkedBlockingQueue<>();
  private int lastId;

  private LspBench(List<String> command) throws IOException {
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    out = process.getOutputStream();
    InputStream in = new BufferedInputStream(process.getInputStream());
    Thread.ofPlatform().daemon().start(() -> read(in));
  }

  public static void main(String[] args) throws Exception {
    int lines = args.length > 1 ? Integer.parseInt(args[1]) : 1_200;
    int keys = args.length > 2 ? Integer.parseInt(args[2]) : 2_000;
    measure("fermata lsp", List.of(args[0] + "/fermata", "lsp"), lines, keys);
    String peer = System.getenv("PEER");
    if (peer != null) {
      measure(peer, List.of(peer.split(" ")), lines, keys);
    }
  }

  private static void measure(String name, List<String> command, int lines, int keys)
      throws Exception {
    System.out.printf("%s, %d lines, %d keys%n", name, lines, keys);
    var starts = new ArrayList<Double>();
    for (int round = 0; round < 11; round++) {
      long begin = System.nanoTime();
      var bench = new LspBench(command);
      bench.initialize();
      starts.add(millis(begin));
      bench.stop();
    }
    report("process start to initialize answered", starts);
    typing(command, lines, keys);
  }

  private static void typing(List<String> command, int lines, int keys) throws Exception {
    long begin = System.nanoTime();
    var bench = new LspBench(command);
    bench.initialize();
    String text = agent(lines);
    bench.open(text);
    bench.await("publishDiagnostics");
    System.out.printf("  %-42s %8.1f%n", "process start to first problems", millis(begin));
    List<String> all = text.lines().toList();
    int line = all.indexOf("    prompt: Say what ${{ input.topic }} is, in a sentence.");
    int column = "    prompt: Say what ${{ input.".length();
    var completions = new ArrayList<Double>();
    var hovers = new ArrayList<Double>();
    var symbols = new ArrayList<Double>();
    for (int key = 0; key < keys; key++) {
      boolean adds = key % 2 == 0;
      Thread.sleep(PAUSE_MILLIS);
      bench.type(key + 2, line, column, adds);
      long sent = System.nanoTime();
      bench.request("textDocument/completion", position(line, column + (adds ? 1 : 0)));
      completions.add(millis(sent));
      if (key % 4 == 3) {
        sent = System.nanoTime();
        bench.request("textDocument/hover", position(line, column));
        hovers.add(millis(sent));
        bench.type(key + 2, line, column, true);
        bench.type(key + 2, line, column, false);
        sent = System.nanoTime();
        bench.request("textDocument/documentSymbol", "{\"textDocument\":{\"uri\":\"" + URI + "\"}}");
        symbols.add(millis(sent));
      }
    }
    report("key to completion (all)", completions);
    report("key to completion (first fifth)", completions.subList(0, keys / 5));
    report("key to completion (last half)", completions.subList(keys / 2, keys));
    report("hover after a key", hovers);
    report("symbols after a key", symbols);
    System.out.printf("  %-42s %8.1f%n", "resident memory, MB", bench.residentMegabytes());
    bench.stop();
  }

  /** An agent of some 8 lines a node, without a problem, with an expression or two in each. */
  static String agent(int lines) {
    var text =
        new StringBuilder(
            """
            agent: bench
            model: openai/gpt-5-mini
            input:
              topic: {type: string}
            limits: {steps: 100000}
            nodes:
            """);
    int nodes = (lines - 6) / 8;
    for (int node = 0; node < nodes; node++) {
      text.append(
          """
            n%d:
              kind: llm
              description: Node number %d.
              prompt: %s
              outputs:
                text: {type: string}
              retry: {attempts: 2, backoff: 1s}
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
        "{\"processId\":null,\"rootUri\":null,\"capabilities\":{\"textDocument\":{\"completion\":{}}}}");
    notify("initialized", "{}");
  }

  private void open(String text) throws IOException {
    notify(
        "textDocument/didOpen",
        "{\"textDocument\":{\"uri\":\"%s\",\"languageId\":\"yaml\",\"version\":1,\"text\":\"%s\"}}"
            .formatted(
                URI, text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n")));
  }

  private void type(int version, int line, int column, boolean adds) throws IOException {
    notify(
        "textDocument/didChange",
        """
        {"textDocument":{"uri":"%s","version":%d},"contentChanges":[{"range":{"start":{"line":%d,\
        "character":%d},"end":{"line":%d,"character":%d}},"text":"%s"}]}"""
            .formatted(URI, version, line, column, line, adds ? column : column + 1, adds ? "t" : ""));
  }

  private static String position(int line, int column) {
    return "{\"textDocument\":{\"uri\":\"%s\"},\"position\":{\"line\":%d,\"character\":%d}}"
        .formatted(URI, line, column);
  }

  private void request(String method, String params) throws Exception {
    int id = ++lastId;
    send(
        "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}"
            .formatted(id, method, params));
    String mark = "\"id\":" + id;
    String reply = await(mark + ",", mark + "}");
    if (reply.contains("\"error\":{")) {
      throw new IllegalStateException(method + ": " + reply);
    }
  }

  private void notify(String method, String params) throws IOException {
    send("{\"jsonrpc\":\"2.0\",\"method\":\"%s\",\"params\":%s}".formatted(method, params));
  }

  private void send(String body) throws IOException {
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
        incoming.add(new String(in.readNBytes(length), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      return;
    }
  }

  private double residentMegabytes() throws IOException {
    for (String line :
        java.nio.file.Files.readAllLines(
            java.nio.file.Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Double.parseDouble(line.replaceAll("\\D", "")) / 1024;
      }
    }
    return Double.NaN;
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

  private static void report(String what, List<Double> values) {
    var sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    Map<String, Double> shown = new java.util.LinkedHashMap<>();
    shown.put("min", sorted.getFirst());
    shown.put("p50", sorted.get(sorted.size() / 2));
    shown.put("p95", sorted.get(Math.min(sorted.size() - 1, sorted.size() * 95 / 100)));
    shown.put("max", sorted.getLast());
    var line = new StringBuilder("  %-42s".formatted(what));
    shown.forEach((name, value) -> line.append(" %s %7.1f".formatted(name, value)));
    System.out.println(line);
  }
}
