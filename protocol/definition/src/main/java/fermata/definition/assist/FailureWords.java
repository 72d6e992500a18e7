package fermata.definition.assist;

import fermata.definition.model.Ordered;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** The kinds of failures that {@code retry.on} is most often about, with what they mean. */
final class FailureWords {

  static final SequencedMap<String, String> ALL = table();

  private FailureWords() {}

  private static SequencedMap<String, String> table() {
    var table = new LinkedHashMap<String, String>();
    table.put("model.*", "Whatever a model request fails with.");
    table.put("model.overloaded", "The provider has too much to do.");
    table.put("model.timeout", "The provider took too long.");
    table.put("model.unavailable", "The provider could not be reached.");
    table.put("tool.*", "Whatever a tool call fails with.");
    table.put("tool.timeout", "The tool took too long.");
    table.put("tool.failed", "The tool said that it failed.");
    return Ordered.copyOf(table);
  }
}
