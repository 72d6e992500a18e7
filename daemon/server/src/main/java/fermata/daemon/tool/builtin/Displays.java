package fermata.daemon.tool.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.tool.Display;
import fermata.daemon.tool.ToolListener;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/**
 * What one call shows: bundles in the order in which they were first shown, each of which may be
 * updated, until they are cleared.
 *
 * <p>Whoever watches is told all of it at each change, so one who missed a change misses nothing.
 * Thread-safe.
 */
public final class Displays {

  /** How many a call may show at once. */
  public static final int DISPLAYS_MAX = 1_000;

  /** How much those may be that are told while the call runs, in UTF-16 units of JSON. */
  public static final int TOLD_UNITS_MAX = 256 * 1024;

  private static final String TEXT = "text/plain";

  private final ToolListener listener;
  private final SequencedMap<String, Display> shown = new LinkedHashMap<>();
  private int count;
  private boolean isClearedByNext;

  /** None yet. */
  public Displays(ToolListener listener) {
    this.listener = listener;
  }

  /**
   * Takes what a message of a program says of what it shows, which may be nothing: {@code display},
   * a bundle, with {@code displayId} in place of the one of that name; {@code clear}, {@code now}
   * or with the {@code next}.
   *
   * @throws ToolRefusal where a program shows too much, or what cannot be shown
   */
  public synchronized void take(JsonNode message) {
    boolean isChanged = clear(message.path("clear"));
    JsonNode bundle = message.path("display");
    if (!bundle.isMissingNode() && !bundle.isNull()) {
      show(message.path("displayId").asText(""), bundle);
      isChanged = true;
    }
    if (isChanged) {
      listener.displays(told());
    }
  }

  private boolean clear(JsonNode asked) {
    String when = asked.isBoolean() && asked.booleanValue() ? "now" : asked.asText("");
    switch (when) {
      case "now" -> shown.clear();
      case "next" -> isClearedByNext = true;
      case "", "null", "false" -> {
        return false;
      }
      default ->
          throw ToolRefusal.of(
              ToolFailureKinds.RESULT, "clear '" + when + "' is unknown (expected: now or next)");
    }
    return when.equals("now");
  }

  private void show(String id, JsonNode bundle) {
    if (!(bundle instanceof ObjectNode object) || bundle.isEmpty()) {
      throw ToolRefusal.of(
          ToolFailureKinds.RESULT, "what is displayed is no object of contents by media types");
    }
    if (isClearedByNext) {
      isClearedByNext = false;
      shown.clear();
    }
    String name = id.isEmpty() ? "#" + ++count : id;
    if (shown.size() >= DISPLAYS_MAX && !shown.containsKey(name)) {
      throw ToolRefusal.of(
          ToolFailureKinds.OUTPUT, "the program displays more than " + DISPLAYS_MAX + " pieces");
    }
    shown.put(name, new Display(name, withText(object)));
  }

  /** Whoever can show nothing else can show words. */
  private static JsonNode withText(ObjectNode bundle) {
    if (bundle.path(TEXT).isTextual()) {
      return bundle;
    }
    String types = String.join(", ", bundle.propertyStream().map(it -> it.getKey()).toList());
    return bundle.deepCopy().put(TEXT, "(" + types.toLowerCase(Locale.ROOT) + ")");
  }

  private List<Display> told() {
    int units = shown.values().stream().mapToInt(it -> it.bundle().toString().length()).sum();
    return units <= TOLD_UNITS_MAX
        ? List.copyOf(shown.values())
        : shown.values().stream()
            .skip(Math.max(0, shown.size() - 10L))
            .map(Displays::words)
            .toList();
  }

  private static Display words(Display display) {
    String text = display.text();
    int end = Math.min(text.length(), TOLD_UNITS_MAX / 100);
    ObjectNode bundle = JsonNodeFactory.instance.objectNode().put(TEXT, text.substring(0, end));
    return new Display(display.id(), bundle);
  }

  /** {@return a result with what is shown at the end as its member {@code displays}} */
  public synchronized JsonNode in(JsonNode result) {
    if (shown.isEmpty()) {
      return result;
    }
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    if (result instanceof ObjectNode object) {
      all.setAll(object);
    } else {
      all.set("result", result);
    }
    ArrayNode displays = all.putArray("displays");
    shown.values().forEach(display -> displays.add(display.bundle()));
    return all;
  }
}
