package fermata.definition.keys;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Models as other tools name them.
 *
 * <p>VS Code shows names for people and who sells the model, {@code Claude Sonnet 4.5 (copilot)};
 * Claude Code has short words. Only what stands for one model beyond doubt is translated.
 */
public final class ForeignModels {

  /** The short words of Claude Code; the project file may give them another meaning. */
  private static final Map<String, String> WORDS =
      Map.of(
          "sonnet", "anthropic/claude-sonnet-5",
          "opus", "anthropic/claude-opus-5",
          "haiku", "anthropic/claude-haiku-5");

  private ForeignModels() {}

  /** {@return our name of a model, where it has one} */
  public static Optional<String> find(String written) {
    if (TextForm.MODEL.fits(written)) {
      return Optional.of(written);
    }
    String name = written.replaceFirst("\\s*\\([^()]*\\)$", "").strip().toLowerCase(Locale.ROOT);
    String word = WORDS.get(name);
    if (word != null) {
      return Optional.of(word);
    }
    String joined = name.replace(' ', '-');
    if (name.startsWith("claude")) {
      return Optional.of("anthropic/" + joined.replace('.', '-'));
    }
    return name.matches("(gpt-|o[0-9]).*") ? Optional.of("openai/" + joined) : Optional.empty();
  }

  /** Whether a word leaves the choice to whoever starts the agent. */
  public static boolean isInherited(String written) {
    return written.equals("inherit") || written.equalsIgnoreCase("auto");
  }
}
