package fermata.engine.graph;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.engine.run.CallId;
import fermata.engine.run.Failure;
import fermata.engine.run.ToolRequest;

/** Values and failures as texts, for models and messages. */
final class Texts {

  /**
   * The most of a tool's result that a model is told at once, in UTF-16 units. Some twelve thousand
   * tokens: more would crowd out the conversation. It can read on; the journal has the whole of it.
   */
  static final int RESULT_UNITS_MAX = 50_000;

  private static final int BRIEF_UNITS_MAX = 60;

  private Texts() {}

  /** {@return a text as it is, another value as compact JSON} */
  static String of(JsonNode value) {
    return value.isTextual() ? value.textValue() : value.toString();
  }

  /** {@return a value for a model that cannot read on in it, cut where it is too long} */
  static String head(JsonNode value) {
    String text = of(value);
    int end = end(text, 0);
    return end == text.length()
        ? text
        : text.substring(0, end) + "\n[cut: " + extent(text, 0, end) + "]";
  }

  /** {@return the result of a call for a model, cut where it is too long, which it says} */
  static String result(JsonNode value, CallId call) {
    return part(of(value), 0, call);
  }

  /** {@return a part of a result from an offset, with how to get the next one} */
  static String part(String text, int offset, CallId call) {
    int end = end(text, offset);
    if (end == text.length()) {
      return text.substring(offset);
    }
    return text.substring(offset, end)
        + "\n[cut: "
        + extent(text, offset, end)
        + "; more by the tool "
        + ToolRequest.READ_RESULT
        + " with call \""
        + call.value()
        + "\" and offset "
        + end
        + "]";
  }

  private static String extent(String text, int offset, int end) {
    return "characters " + offset + " to " + end + " of " + text.length();
  }

  // A pair of surrogates is not cut in two: half a character is not a text.
  private static int end(String text, int offset) {
    if (text.length() - offset <= RESULT_UNITS_MAX) {
      return text.length();
    }
    int end = offset + RESULT_UNITS_MAX;
    return Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
  }

  /** {@return a value for a message, short} */
  static String brief(JsonNode value) {
    String text = value.toString();
    return text.length() <= BRIEF_UNITS_MAX ? text : text.substring(0, BRIEF_UNITS_MAX) + "…";
  }

  /** {@return a failure for a model} */
  static String of(Failure failure) {
    String place = failure.pointer() == null ? "" : " (at " + failure.pointer() + ")";
    return "error " + failure.kind() + ": " + failure.message() + place;
  }
}
