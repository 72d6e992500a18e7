package fermata.daemon.model.recording;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says where two requests differ first. */
final class RequestDifference {

  /** How much of a text is shown around the place, in UTF-16 units to each side. */
  private static final int AROUND = 40;

  private RequestDifference() {}

  /** {@return the first difference, with its JSON pointer and both sides} */
  static Optional<String> first(JsonNode recorded, JsonNode asked) {
    return first("", recorded, asked);
  }

  private static Optional<String> first(String pointer, JsonNode recorded, JsonNode asked) {
    if (recorded.isObject() && asked.isObject()) {
      return members(pointer, recorded, asked);
    }
    if (recorded.isArray() && asked.isArray()) {
      return elements(pointer, recorded, asked);
    }
    if (recorded.isNumber() && asked.isNumber()) {
      return recorded.decimalValue().compareTo(asked.decimalValue()) == 0
          ? Optional.empty()
          : Optional.of(said(pointer, recorded, asked));
    }
    return recorded.equals(asked) ? Optional.empty() : Optional.of(said(pointer, recorded, asked));
  }

  private static Optional<String> members(String pointer, JsonNode recorded, JsonNode asked) {
    Set<String> names = new LinkedHashSet<>();
    recorded.fieldNames().forEachRemaining(names::add);
    asked.fieldNames().forEachRemaining(names::add);
    return names.stream()
        .map(name -> first(pointer + "/" + name, recorded.path(name), asked.path(name)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> elements(String pointer, JsonNode recorded, JsonNode asked) {
    List<Optional<String>> differences = new ArrayList<>();
    for (int i = 0; i < Math.max(recorded.size(), asked.size()); i++) {
      differences.add(first(pointer + "/" + i, recorded.path(i), asked.path(i)));
    }
    return differences.stream().flatMap(Optional::stream).findFirst();
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
