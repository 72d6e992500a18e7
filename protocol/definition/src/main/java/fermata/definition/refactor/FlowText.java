package fermata.definition.refactor;

import fermata.definition.yaml.ScalarStyle;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlNode.Mapping;
import fermata.definition.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.Optional;

/** Entries of mappings as they are written in braces. */
final class FlowText {

  private static final String SPECIAL = ",[]{}";

  private FlowText() {}

  /** {@return the entries with commas between them; empty where one takes several lines} */
  static Optional<String> entries(Page page, Mapping mapping) {
    return entries(page, mapping, "");
  }

  /** {@return the entries without that of a key, with commas between them} */
  static Optional<String> entries(Page page, Mapping mapping, String without) {
    var written = new ArrayList<String>();
    for (Entry entry : mapping.entries()) {
      if (!page.isOnOneLine(entry.span())) {
        return Optional.empty();
      }
      if (!entry.keyText().equals(without)) {
        written.add(entry(page, mapping, entry));
      }
    }
    return Optional.of(String.join(", ", written));
  }

  /** A plain text that is fine in a block may end early in braces. */
  private static String entry(Page page, Mapping mapping, Entry entry) {
    String value = page.slice(entry.value().span());
    boolean needsQuotes =
        !mapping.isFlow()
            && entry.value() instanceof Scalar scalar
            && scalar.style() == ScalarStyle.PLAIN
            && value.chars().anyMatch(unit -> SPECIAL.indexOf(unit) >= 0);
    String quoted =
        value.indexOf('"') < 0 && value.indexOf('\\') < 0
            ? "\"" + value + "\""
            : "'" + value.replace("'", "''") + "'";
    return page.slice(entry.key().span()) + ": " + (needsQuotes ? quoted : value);
  }
}
