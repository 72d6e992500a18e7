package fermata.daemon.tool.runtime.html;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.tool.builtin.ToolRefusal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts values into a page: {@code {{ name }}} or {@code {{ name.member }}}, escaped. */
final class Placeholders {

  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\{\\{\\s{0,20}([A-Za-z_][A-Za-z0-9_.]{0,200})\\s{0,20}\\}\\}");

  private Placeholders() {}

  /**
   * {@return the page with its values}
   *
   * @throws ToolRefusal where there is no value for a placeholder
   */
  static String fill(String page, JsonNode args) {
    var filled = new StringBuilder();
    Matcher placeholder = PLACEHOLDER.matcher(page);
    while (placeholder.find()) {
      String value = escaped(text(value(placeholder.group(1), args)));
      placeholder.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    return placeholder.appendTail(filled).toString();
  }

  private static JsonNode value(String path, JsonNode args) {
    JsonNode value = args;
    for (String name : path.split("\\.", -1)) {
      value = value.path(name);
    }
    if (value.isMissingNode()) {
      throw ToolRefusal.argument("/args", "there is no value for the placeholder '" + path + "'");
    }
    return value;
  }

  private static String text(JsonNode value) {
    return value.isTextual() ? value.textValue() : value.toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
