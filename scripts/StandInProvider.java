import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands in for a provider that speaks OpenAI's Chat Completions protocol, streamed: answers from a
 * script, misbehaves where the script says so, and keeps what it was asked.
 *
 * <pre>
 *   java scripts/StandInProvider.java [--port 0] [--script FILE] [--key KEY]
 * </pre>
 *
 * <p>Listens on loopback only. The first line on standard output is the port; the process ends when
 * its standard input does. With {@code --key} other keys are refused.
 *
 * <p>A script has replies one after the other, each with directives one a line. Texts stand as they
 * are or as a JSON string; {@code $KEY} is the key of the request. Lines with {@code #} are comments.
 *
 * <pre>
 *   reply                     begins a reply; the first one that nothing used and that fits is taken
 *     on TEXT                 fits only requests whose body has this text
 *     repeat                  may be used again and again
 *     status 429              answers with a status, and without a stream
 *     header NAME: VALUE      of such an answer
 *     body TEXT               of such an answer
 *     text TEXT               a piece of text
 *     say TEXT                the same, a piece for each word
 *     reasoning TEXT          a piece of what the model thinks
 *     tool ID NAME ARGUMENTS  asks for a tool; the arguments come in pieces; - is no id
 *     finish REASON           instead of "stop", or "tool_calls" where there are some
 *     usage IN OUT [CACHED]   tokens, sent where the request wants them; without it none are
 *     raw TEXT                an event with this as its data
 *     pace MILLISECONDS       before each event from here on
 *     wait GATE               until the gate is opened, or the client goes
 *     hang                    until the client goes
 *     stop                    ends the stream properly, but without its last events
 *     drop                    closes the connection at this point
 * </pre>
 *
 * <p>For those who steer it: {@code PUT /script} (a new script; forgets requests and gates), {@code
 * POST /gates/NAME} (opens a gate), {@code GET /requests} (a JSON object a line: body, authorization,
 * idempotencyKey, path, and as end what became of the reply: open, sent, gone or dropped).
 */
public final class StandInProvider {

  private static final int BODY_BYTES_MAX = 64 * 1024 * 1024;
  private static final int PIECE_LENGTH = 7;
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  private final String wantedKey;
  private List<Reply> replies = List.of();
  private final List<Asked> asked = new ArrayList<>();
  private final Set<String> gates = new HashSet<>();

  private StandInProvider(String wantedKey, String script) {
    this.wantedKey = wantedKey;
    this.replies = parse(script);
  }

  public static void main(String[] arguments) throws IOException {
    Map<String, String> options = new LinkedHashMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      if (!Set.of("--port", "--script", "--key").contains(arguments[i]) || i + 1 == arguments.length) {
        System.err.println(
            "usage: java scripts/StandInProvider.java [--port PORT] [--script FILE] [--key KEY]");
        System.exit(2);
      }
      options.put(arguments[i], arguments[i + 1]);
    }
    String file = options.get("--script");
    var provider =
        new StandInProvider(
            options.getOrDefault("--key", ""), file == null ? "" : Files.readString(Path.of(file)));
    int port = Integer.parseInt(options.getOrDefault("--port", "0"));
    var server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    System.out.println(server.getLocalPort());
    Thread.ofPlatform().daemon().start(() -> provider.listen(server));
    while (System.in.read() >= 0) {
      // Whoever started it holds the other end, and lets go of it when it ends.
    }
    System.exit(0);
  }

  private void listen(ServerSocket server) {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  // ---- script

  /** A directive and what follows it. */
  private record Line(String verb, String rest) {}

  private static final class Reply {
    final List<Line> lines = new ArrayList<>();
    boolean isUsed;

    boolean fits(String body) {
      return !(isUsed && !has("repeat"))
          && all("on").stream().allMatch(line -> body.contains(line.rest()));
    }

    boolean has(String verb) {
      return !all(verb).isEmpty();
    }

    List<Line> all(String verb) {
      return lines.stream().filter(line -> line.verb().equals(verb)).toList();
    }

    String first(String verb, String otherwise) {
      return has(verb) ? all(verb).getFirst().rest() : otherwise;
    }
  }

  private static List<Reply> parse(String script) {
    List<Reply> replies = new ArrayList<>();
    for (String raw : script.lines().map(String::strip).toList()) {
      if (raw.equals("reply")) {
        replies.add(new Reply());
      } else if (!raw.isEmpty() && !raw.startsWith("#")) {
        String[] parts = raw.split(" ", 2);
        String rest = parts.length == 1 ? "" : parts[1];
        replies.getLast().lines.add(new Line(parts[0], isQuoted(rest) ? unquoted(rest) : rest));
      }
    }
    return replies;
  }

  private static boolean isQuoted(String text) {
    return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
  }

  private static String unquoted(String json) {
    String inside = json.substring(1, json.length() - 1);
    Matcher escapes = Pattern.compile("\\\\(u[0-9a-fA-F]{4}|.)").matcher(inside);
    return escapes.replaceAll(found -> Matcher.quoteReplacement(escape(found.group(1))));
  }

  private static String escape(String code) {
    return switch (code.charAt(0)) {
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'r' -> "\r";
      case 'u' -> String.valueOf((char) Integer.parseInt(code.substring(1), 16));
      default -> code;
    };
  }

  private static String quoted(String text) {
    var json = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"', '\\' -> json.append('\\').append(c);
        case '\n' -> json.append("\\n");
        default -> json.append(c < ' ' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
      }
    }
    return json.append('"').toString();
  }

  // ---- requests

  private static final class Asked {
    final Request request;
    String end = "open";

    Asked(Request request) {
      this.request = request;
    }

    String json() {
      return "{\"path\":%s,\"authorization\":%s,\"idempotencyKey\":%s,\"end\":%s,\"body\":%s}\n"
          .formatted(
              quoted(request.path()),
              quoted(request.header("authorization")),
              quoted(request.header("idempotency-key")),
              quoted(end),
              request.body().isBlank() ? "null" : request.body().replace("\n", " "));
    }
  }

  private record Request(String method, String path, Map<String, String> headers, String body) {
    String header(String name) {
      return headers.getOrDefault(name, "");
    }

    String key() {
      return header("authorization").replaceFirst("^Bearer ", "");
    }
  }

  private static Request read(InputStream in) throws IOException {
    String[] first = line(in).split(" ");
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      String[] parts = line.split(":", 2);
      headers.put(parts[0].strip().toLowerCase(), parts[1].strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    byte[] body = in.readNBytes(Math.min(length, BODY_BYTES_MAX));
    return new Request(first[0], first[1], headers, new String(body, StandardCharsets.UTF_8));
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("the request ended early");
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.ISO_8859_1).strip();
  }

  private void serve(Socket socket) {
    try (socket) {
      Request request = read(new BufferedInputStream(socket.getInputStream()));
      if (request.path().endsWith("/chat/completions") && request.method().equals("POST")) {
        answer(new Asked(request), socket);
      } else {
        steer(request, socket.getOutputStream());
      }
    } catch (IOException gone) {
      // Clients that go away are what many scripts are about.
    }
  }

  private void steer(Request request, OutputStream out) throws IOException {
    String said = "";
    int status = 200;
    synchronized (this) {
      if (request.method().equals("PUT") && request.path().equals("/script")) {
        replies = parse(request.body());
        asked.clear();
        gates.clear();
      } else if (request.method().equals("POST") && request.path().startsWith("/gates/")) {
        gates.add(request.path().substring("/gates/".length()));
      } else if (request.path().equals("/requests")) {
        said = String.join("", asked.stream().map(Asked::json).toList());
      } else {
        status = 404;
        said = error("Unknown request URL: %s %s.".formatted(request.method(), request.path()));
      }
    }
    whole(out, status, List.of(), said);
  }

  private void answer(Asked one, Socket socket) throws IOException {
    Reply reply = null;
    synchronized (this) {
      asked.add(one);
      for (int i = 0; reply == null && i < replies.size(); i++) {
        reply = replies.get(i).fits(one.request.body()) ? replies.get(i) : null;
      }
      if (reply != null) {
        reply.isUsed = true;
      }
    }
    OutputStream out = socket.getOutputStream();
    one.end = "gone";
    if (!wantedKey.isEmpty() && !one.request.key().equals(wantedKey)) {
      whole(out, 401, List.of(), error("Incorrect API key provided: " + one.request.key() + "."));
    } else if (reply == null) {
      whole(out, 400, List.of(), error("the script has no reply left that fits this request"));
    } else if (reply.has("status")) {
      List<String> headers = reply.all("header").stream().map(Line::rest).toList();
      String body = reply.first("body", "").replace("$KEY", one.request.key());
      whole(out, Integer.parseInt(reply.first("status", "200")), headers, body);
    } else {
      one.end = "open";
      one.end = new Stream(one.request, reply, socket).play();
      return;
    }
    one.end = "sent";
  }

  private static String error(String message) {
    return "{\"error\":{\"message\":%s,\"type\":\"invalid_request_error\",\"param\":null,\"code\":null}}"
        .formatted(quoted(message));
  }

  private static void whole(OutputStream out, int status, List<String> headers, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    var head = new StringBuilder("HTTP/1.1 %d Scripted\r\n".formatted(status));
    headers.forEach(header -> head.append(header).append("\r\n"));
    head.append("content-type: application/json\r\nconnection: close\r\n");
    head.append("content-length: %d\r\n\r\n".formatted(bytes.length));
    out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    out.write(bytes);
    out.flush();
  }

  // ---- streams

  /** One streamed reply. */
  private final class Stream {
    private final Request request;
    private final Reply reply;
    private final Socket socket;
    private final OutputStream out;
    private long paceMillis;
    private int toolCount;

    Stream(Request request, Reply reply, Socket socket) throws IOException {
      this.request = request;
      this.reply = reply;
      this.socket = socket;
      this.out = socket.getOutputStream();
    }

    /** Sends the reply and tells what became of it. */
    String play() {
      try {
        out.write(
            ("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\n"
                    + "connection: close\r\ntransfer-encoding: chunked\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        for (Line line : reply.lines) {
          if (line.verb().equals("drop")) {
            return "dropped";
          }
          if (line.verb().equals("stop")) {
            return close();
          }
          play(line.verb(), line.rest().replace("$KEY", request.key()));
        }
        end();
        return close();
      } catch (IOException gone) {
        return "gone";
      }
    }

    private void play(String verb, String rest) throws IOException {
      switch (verb) {
        case "text" -> delta("\"content\":" + quoted(rest));
        case "reasoning" -> delta("\"reasoning_content\":" + quoted(rest));
        case "say" -> {
          for (String word : rest.split("(?<=\\s)(?=\\S)")) {
            delta("\"content\":" + quoted(word));
          }
        }
        case "tool" -> tool(rest.split(" ", 3));
        case "raw" -> event(rest);
        case "pace" -> paceMillis = Long.parseLong(rest);
        case "wait" -> await(rest);
        case "hang" -> await("");
        case "on", "repeat", "finish", "usage" -> {}
        default -> throw new IllegalArgumentException("directive '" + verb + "' is unknown");
      }
    }

    private void tool(String[] words) throws IOException {
      int index = toolCount++;
      delta(
          "\"tool_calls\":[{\"index\":%d,\"id\":%s,\"type\":\"function\",\"function\":{\"name\":%s,\"arguments\":\"\"}}]"
              .formatted(index, quoted(words[0].equals("-") ? "" : words[0]), quoted(words[1])));
      String arguments = words.length < 3 ? "" : words[2];
      for (int at = 0; at < arguments.length(); at += PIECE_LENGTH) {
        String piece = arguments.substring(at, Math.min(arguments.length(), at + PIECE_LENGTH));
        delta(
            "\"tool_calls\":[{\"index\":%d,\"function\":{\"arguments\":%s}}]"
                .formatted(index, quoted(piece)));
      }
    }

    private void end() throws IOException {
      String reason = reply.first("finish", toolCount > 0 ? "tool_calls" : "stop");
      chunk("[{\"index\":0,\"delta\":{},\"finish_reason\":%s}]".formatted(quoted(reason)), "");
      boolean isWanted = request.body().replaceAll("\\s", "").contains("\"include_usage\":true");
      if (reply.has("usage") && isWanted) {
        String[] counts = (reply.first("usage", "") + " 0").split(" ");
        chunk(
            "[]",
            ",\"usage\":{\"prompt_tokens\":%s,\"completion_tokens\":%s,\"total_tokens\":%d,\"prompt_tokens_details\":{\"cached_tokens\":%s}}"
                .formatted(
                    counts[0],
                    counts[1],
                    Long.parseLong(counts[0]) + Long.parseLong(counts[1]),
                    counts[2]));
      }
      event("[DONE]");
    }

    private String close() throws IOException {
      out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      return "sent";
    }

    private void delta(String member) throws IOException {
      chunk("[{\"index\":0,\"delta\":{%s},\"finish_reason\":null}]".formatted(member), "");
    }

    private void chunk(String choices, String more) throws IOException {
      event(
          "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":\"stand-in\",\"choices\":%s%s}"
              .formatted(choices, more));
    }

    private void event(String data) throws IOException {
      pause(Duration.ofMillis(paceMillis));
      byte[] bytes = ("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
      out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      out.write(bytes);
      out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }

    private void await(String gate) throws IOException {
      socket.setSoTimeout((int) LOOK_EVERY.toMillis());
      while (!isOpen(gate)) {
        try {
          if (socket.getInputStream().read() < 0) {
            throw new IOException("the client has gone");
          }
        } catch (java.net.SocketTimeoutException stillThere) {
          // Reading is how one hears that the other side has closed.
        }
      }
    }
  }

  private synchronized boolean isOpen(String gate) {
    return gates.contains(gate);
  }

  private static void pause(Duration time) throws IOException {
    try {
      Thread.sleep(time);
    } catch (InterruptedException interrupted) {
      throw new IOException(interrupted);
    }
  }
}
