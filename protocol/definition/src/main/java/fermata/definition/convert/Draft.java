package fermata.definition.convert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.model.AgentName;
import java.util.Locale;

/** A definition that is being put together, as a tree of the language. */
record Draft(String name, ObjectNode tree) {

  /** {@return the text of the file} */
  String print() {
    return YamlPrinter.print(tree);
  }

  /** {@return the nearest name of an agent; empty where nothing of the text can be kept} */
  static String agentName(String text) {
    String name =
        text.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^[^a-z]+", "");
    String cut = name.substring(0, Math.min(name.length(), 63)).replaceAll("-+$", "");
    return AgentName.isValid(cut) ? cut : "";
  }

  /** {@return the text as a literal: what would begin an expression is marked as text} */
  static String literal(String text) {
    return text.replace("${{", "$${{");
  }

  /**
   * {@return the name of a model in our form; empty where its provider is not known}
   *
   * @param name as {@code provider/model}, or a name whose beginning tells the provider
   */
  static String model(String name) {
    if (name.matches("[a-z0-9_.-]+/\\S+")) {
      return name;
    }
    if (!name.matches("[A-Za-z0-9_.:-]+")) {
      return "";
    }
    if (name.startsWith("claude")) {
      return "anthropic/" + name;
    }
    if (name.matches("(gpt|chatgpt|o[1-9]).*")) {
      return "openai/" + name;
    }
    return name.startsWith("gemini") ? "google/" + name : "";
  }
}
