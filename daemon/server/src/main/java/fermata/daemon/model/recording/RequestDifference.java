package fermata.daemon.model.recording;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Says where two requests differ. */
final class RequestDifference {

  /** How many places are shown. */
  static final int SHOWN_MAX = 3;

  /** How much of a text is shown around the place, in UTF-16 units to each side. */
  private static final int AROUND = 40;

  private final List<String> places = new ArrayList<>();

  private RequestDifference() {}

  /** {@return every place where they differ, each with its JSON pointer and both sides} */
  static List<String> of(JsonNode recorded, JsonNode asked) {
    var difference = new RequestDifference();
    difference.compare("", recorded, asked);
    return List.copyOf(difference.places);
  }

  /** {@return the first places, for people} */
  static String shown(List<String> places) {
    String first = String.join("; ", places.subList(0, Math.min(SHOWN_MAX, places.size())));
    return places.size() <= SHOWN_MAX
        ? first
        : first + "; and at " + (places.size() - SHOWN_MAX) + " more places";
  }

  private void compare(String pointer, JsonNode recorded, JsonNode asked) {
    if (recorded.isObject() && asked.isObject()) {
      members(pointer, recorded, asked);
    } else if (recorded.isArray() && asked.isArray()) {
      elements(pointer, recorded, asked);
    } else if (!isSame(recorded, asked)) {
      places.add(said(pointer, recorded, asked));
    }
  }

  private static boolean isSame(JsonNode recorded, JsonNode asked) {
    return (recorded.isNumber() && asked.isNumber())
        ? recorded.decimalValue().compareTo(asked.decimalValue()) == 0
        : recorded.equals(asked);
  }

  private void members(String pointer, JsonNode recorded, JsonNode asked) {
    Set<String> names = new LinkedHashSet<>();
    recorded.fieldNames().forEachRemaining(names::add);
    asked.fieldNames().forEachRemaining(names::add);
    names.forEach(name -> compare(pointer + "/" + name, recorded.path(name), asked.path(name)));
  }

  // An element that came in between must not make all those after it differ.
  private void elements(String pointer, JsonNode recorded, JsonNode asked) {
    int shared = Math.min(recorded.size(), asked.size());
    int head = 0;
    while (head < shared && of(recorded.path(head), asked.path(head)).isEmpty()) {
      head++;
    }
    int tail = 0;
    while (tail < shared - head
        && of(recorded.path(recorded.size() - 1 - tail), asked.path(asked.size() - 1 - tail))
            .isEmpty()) {
      tail++;
    }
    int end = Math.max(recorded.size(), asked.size()) - tail;
    for (int i = head; i < end; i++) {
      compare(
          pointer + "/" + i,
          i < recorded.size() - tail ? recorded.path(i) : recorded.path(-1),
          i < asked.size() - tail ? asked.path(i) : asked.path(-1));
    }
  }

  private static String said(String pointer, JsonNode recorded, JsonNode asked) {
    int place = place(recorded, asked);
    return "at %s: recorded %s, asked %s"
        .formatted(pointer, shown(recorded, place), shown(asked, place));
  }

  private static int place(JsonNode recorded, JsonNode asked) {
    if (!recorded.isTextual() || !asked.isTextual()) {
      return 0;
    }
    String one = recorded.textValue();
    String other = asked.textValue();
    int i = 0;
    while (i < one.length() && i < other.length() && one.charAt(i) == other.charAt(i)) {
      i++;
    }
    return i;
  }

  private static String shown(JsonNode value, int place) {
    if (value.isMissingNode()) {
      return "nothing";
    }
    String text = value.isTextual() ? value.textValue() : value.toString();
    int start = Math.clamp(place - AROUND, 0, text.length());
    int end = Math.min(text.length(), place + AROUND);
    String piece = text.substring(start, end).replace("\n", "\\n");
    return "'%s%s%s'".formatted(start > 0 ? "…" : "", piece, end < text.length() ? "…" : "");
  }
}
