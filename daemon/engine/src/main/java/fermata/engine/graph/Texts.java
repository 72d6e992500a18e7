package fermata.engine.graph;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.engine.run.Failure;

/** Values and failures as texts, for models and messages. */
final class Texts {

  /**
   * The most of a tool's result that a model is told, in UTF-16 units. Some fifty thousand tokens:
   * more would crowd out the conversation. The journal has the whole of it.
   */
  static final int RESULT_UNITS_MAX = 200_000;

  private static final int BRIEF_UNITS_MAX = 60;

  private Texts() {}

  /** {@return a text as it is, another value as compact JSON} */
  static String of(JsonNode value) {
    return value.isTextual() ? value.textValue() : value.toString();
  }

  /** {@return a result for a model, cut where it is too long, which it says} */
  static String result(JsonNode value) {
    String text = of(value);
    if (text.length() <= RESULT_UNITS_MAX) {
      return text;
    }
    // A pair of surrogates is not cut in two: half a character is not a text.
    boolean splits = Character.isHighSurrogate(text.charAt(RESULT_UNITS_MAX - 1));
    int end = splits ? RESULT_UNITS_MAX - 1 : RESULT_UNITS_MAX;
    return text.substring(0, end)
        + "\n[cut: the first "
        + end
        + " of "
        + text.length()
        + " characters]";
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
