package fermata.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.cli.console.Amounts;
import fermata.cli.console.Console;
import fermata.cli.console.ExitCode;
import fermata.client.FermataClient;
import fermata.wire.event.EventEnvelope;
import fermata.wire.event.Failure;
import fermata.wire.event.ToolFact;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.events.EventsReadParams;
import fermata.wire.method.events.EventsReadResult;
import fermata.wire.method.session.SessionSummary;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code fermata tools logs}: the tool calls of a session, and how each of them stands. */
final class ToolLog {

  private static final int PAGE = 500;
  private static final List<String> TYPES = List.of("tool.*");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private final FermataClient client;
  private final Console console;

  ToolLog(Context context) {
    this.client = context.client();
    this.console = context.console();
  }

  /** A call, as far as the events so far tell. */
  private static final class Line {
    final EventEnvelope asked;
    final ToolFact.Requested request;
    int attempts;
    String state = "waits";
    String detail = "";
    @Nullable Long millis;

    Line(EventEnvelope asked, ToolFact.Requested request) {
      this.asked = asked;
      this.request = request;
    }

    void started(int attempt) {
      attempts = attempt;
      ended("works", "");
    }

    void ended(String how, String text) {
      state = how;
      detail = text;
    }
  }

  /**
   * Prints the calls.
   *
   * @param tool only calls of this one
   */
  ExitCode print(SessionSummary session, @Nullable String tool, boolean isJson) {
    var lines = new LinkedHashMap<String, Line>();
    @Nullable String after = null;
    boolean hasMore = true;
    while (hasMore) {
      EventsReadResult page = client.call(Methods.EVENTS_READ, page(session.session(), after));
      page.events().forEach(event -> take(lines, event));
      after = page.cursor();
      hasMore = page.hasMore();
    }
    lines.values().removeIf(line -> tool != null && !line.request.tool().equals(tool));
    if (isJson) {
      lines.values().forEach(line -> console.printJson(json(line)));
    } else {
      table(lines);
    }
    return ExitCode.OK;
  }

  private static EventsReadParams page(String session, @Nullable String after) {
    return new EventsReadParams(session, after, PAGE, 0, null, TYPES, null, null, null, null);
  }

  private static void take(Map<String, Line> lines, EventEnvelope event) {
    switch (event.fact()) {
      case ToolFact.Requested it -> lines.put(event.run() + "/" + it.call(), new Line(event, it));
      case ToolFact.Approved it -> at(lines, event, it.call()).ended("allowed", "");
      case ToolFact.Denied it -> at(lines, event, it.call()).ended("denied", it.reason());
      case ToolFact.Started it -> at(lines, event, it.call()).started(it.attempt());
      case ToolFact.Completed it -> {
        Line line = at(lines, event, it.call());
        line.millis = it.durationMs();
        line.ended("done", it.result().toString());
      }
      case ToolFact.Failed it -> at(lines, event, it.call()).ended("failed", text(it.error()));
      case ToolFact.Unknown it ->
          at(lines, event, it.call()).ended("unknown", it.reason() == null ? "" : it.reason());
      default -> {
        // Only events of calls were asked for.
      }
    }
  }

  private static Line at(Map<String, Line> lines, EventEnvelope event, String call) {
    Line line = lines.get(event.run() + "/" + call);
    if (line == null) {
      throw new IllegalStateException(call + " was never asked for");
    }
    return line;
  }

  private static String text(Failure failure) {
    return failure.kind() + ": " + failure.message();
  }

  private void table(Map<String, Line> lines) {
    if (lines.isEmpty()) {
      console.say("no tool was called");
      return;
    }
    var table = new Table(console, "TIME", "CALL", "TOOL", "STATE", "TOOK", "ARGUMENTS → RESULT");
    for (Line line : lines.values()) {
      String again = line.attempts > 1 ? " (attempt " + line.attempts + ")" : "";
      table.row(
          TIME.format(line.asked.at().atZone(ZoneId.systemDefault())),
          line.request.call(),
          line.request.tool(),
          line.state + again,
          line.millis == null ? "" : Amounts.duration(Duration.ofMillis(line.millis)),
          line.request.args() + (line.detail.isEmpty() ? "" : " → " + line.detail));
    }
    table.print();
  }

  private static JsonNode json(Line line) {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("at", line.asked.at().toString()).put("run", line.asked.run());
    json.put("call", line.request.call()).put("tool", line.request.tool());
    json.set("args", line.request.args());
    json.put("state", line.state).put("attempts", line.attempts).put("detail", line.detail);
    if (line.millis != null) {
      json.put("durationMs", line.millis);
    }
    return json;
  }
}
