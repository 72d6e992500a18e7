package fermata.lsp.debug;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.wire.event.Breakpoint;
import fermata.wire.event.BreakpointSet;
import fermata.wire.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The breakpoints of one editor: lines as it sets them, places of definitions as the daemon takes
 * them.
 *
 * <p>Confined to the lock of its session.
 */
final class Breakpoints {

  private static final Pattern HOLE = Pattern.compile("\\{([^{}]*)}");
  private static final Pattern COUNT = Pattern.compile("\\d+");
  private static final String CHANGED =
      "the file is not the one that the run was started with; the breakpoint holds for new runs";

  private final String owner = AdapterName.make();
  private final Map<Path, List<Placed>> byFile = new LinkedHashMap<>();
  private List<String> stops = List.of();
  private int lastId;

  /** A breakpoint that was set. */
  private record Placed(int id, int line, Breakpoint place, String message) {

    boolean isVerified() {
      return message.isEmpty();
    }
  }

  String owner() {
    return owner;
  }

  void setStops(JsonNode filters) {
    var wanted = new ArrayList<String>();
    filters.forEach(filter -> wanted.add(filter.asText()));
    stops = List.copyOf(wanted);
  }

  /**
   * Takes the breakpoints of a file.
   *
   * @param expected the digest of the text that the run was started with; absent where no run has
   *     the file
   * @return what became of them, as the protocol wants it
   */
  ArrayNode set(Path file, JsonNode wanted, @Nullable String expected) {
    Optional<SourcePlaces> places = SourcePlaces.read(file);
    var made = new ArrayList<Placed>();
    ArrayNode answer = Json.mapper().createArrayNode();
    for (JsonNode one : wanted) {
      int id = ++lastId;
      int line = one.path("line").asInt();
      Optional<SourcePlaces.Stop> stop = places.flatMap(known -> known.at(line));
      boolean isStale =
          expected != null && places.isPresent() && !places.get().digest().equals(expected);
      String message =
          stop.isEmpty() ? "no node, edge or tool call is here" : isStale ? CHANGED : "";
      stop.ifPresent(
          it -> made.add(new Placed(id, it.line(), place(id, it, places.get(), one), message)));
      answer.add(view(id, stop.map(SourcePlaces.Stop::line).orElse(line), message, file));
    }
    byFile.put(file, made);
    return answer;
  }

  private static Breakpoint place(
      int id, SourcePlaces.Stop stop, SourcePlaces places, JsonNode wanted) {
    return new Breakpoint(
        String.valueOf(id),
        places.agent(),
        stop.kind(),
        stop.at(),
        stop.node(),
        textOrNull(wanted.path("condition")),
        hits(textOrNull(wanted.path("hitCondition"))),
        log(textOrNull(wanted.path("logMessage"))));
  }

  private static @Nullable String textOrNull(JsonNode text) {
    return text.asText().isBlank() ? null : text.asText().strip();
  }

  /** {@code 3} is from the third time on, {@code % 2 == 0} goes on from {@code hits}. */
  private static @Nullable String hits(@Nullable String wanted) {
    if (wanted == null) {
      return null;
    }
    if (COUNT.matcher(wanted).matches()) {
      return "hits >= " + wanted;
    }
    return "<>=!%".indexOf(wanted.charAt(0)) >= 0 ? "hits " + wanted : wanted;
  }

  /** The protocol's braces as the marks of our templates; those marks may stand there as well. */
  private static @Nullable String log(@Nullable String wanted) {
    return wanted == null || wanted.contains("${{")
        ? wanted
        : HOLE.matcher(wanted)
            .replaceAll(hole -> Matcher.quoteReplacement("${{ " + hole.group(1).strip() + " }}"));
  }

  private static ObjectNode view(int id, int line, String message, Path file) {
    ObjectNode view = Json.mapper().createObjectNode();
    view.put("id", id).put("verified", message.isEmpty()).put("line", line);
    if (!message.isEmpty()) {
      view.put("message", message);
    }
    view.putObject("source")
        .put("name", file.getFileName().toString())
        .put("path", file.toString());
    return view;
  }

  /** {@return the breakpoints of a file that a run has with another text, for the editor} */
  List<ObjectNode> stale(Path file, String expected) {
    String now = SourcePlaces.read(file).map(SourcePlaces::digest).orElse("");
    var changed = new ArrayList<ObjectNode>();
    List<Placed> known = byFile.getOrDefault(file, List.of());
    for (Placed set : known) {
      if (set.isVerified() != now.equals(expected)) {
        changed.add(view(set.id(), set.line(), now.equals(expected) ? "" : CHANGED, file));
      }
    }
    byFile.put(
        file,
        known.stream()
            .map(
                set ->
                    new Placed(
                        set.id(), set.line(), set.place(), now.equals(expected) ? "" : CHANGED))
            .toList());
    return changed;
  }

  /** Takes what the daemon knows better; {@return it for the editor} */
  Optional<ObjectNode> refused(String id, String message) {
    for (Map.Entry<Path, List<Placed>> file : byFile.entrySet()) {
      for (Placed set : file.getValue()) {
        if (String.valueOf(set.id()).equals(id)) {
          return Optional.of(view(set.id(), set.line(), message, file.getKey()));
        }
      }
    }
    return Optional.empty();
  }

  /** {@return what the daemon is told} */
  BreakpointSet toWire(boolean isEntry) {
    List<Breakpoint> places =
        byFile.values().stream()
            .flatMap(List::stream)
            .filter(Placed::isVerified)
            .map(Placed::place)
            .toList();
    return new BreakpointSet(owner, places, stops, isEntry ? Boolean.TRUE : null);
  }

  /** {@return what the daemon is told when nothing is wanted any longer} */
  BreakpointSet none() {
    return new BreakpointSet(owner, List.of(), List.of(), null);
  }

  /** {@return what the daemon is told to run to a place} */
  BreakpointSet only(SourcePlaces.Stop stop, String agent) {
    var place =
        new Breakpoint("goto", agent, stop.kind(), stop.at(), stop.node(), null, null, null);
    return new BreakpointSet(owner + "-goto", List.of(place), List.of(), null);
  }

  /** {@return what takes {@link #only} back} */
  BreakpointSet noneOfGoto() {
    return new BreakpointSet(owner + "-goto", List.of(), List.of(), null);
  }
}
