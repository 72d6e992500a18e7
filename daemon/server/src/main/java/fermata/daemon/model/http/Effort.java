package fermata.daemon.model.http;

import fermata.definition.model.Conduct.Reasoning;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How much a model is to think, in the words of OpenAI's protocols.
 *
 * <p>Each generation of models knows other words; a word that a model does not know becomes the
 * nearest that it does. Models of which nothing is known here, those of other servers too, get the
 * word as it stands in the definition.
 *
 * <p>Source: OpenAI's pages of models, "Reasoning.effort supports".
 */
public final class Effort {

  private static final Pattern MUTE = Pattern.compile("(gpt-[34]|chatgpt-|gpt-5-chat).*");
  private static final Pattern FIRST = Pattern.compile("o[0-9].*");
  private static final Pattern FIVE = Pattern.compile("gpt-5(-.*)?");
  private static final Pattern FIVE_ONE = Pattern.compile("gpt-5\\.1(-.*)?");
  private static final Pattern FIVE_LATER = Pattern.compile("gpt-5\\.[2-9](-.*)?");
  private static final Pattern ALWAYS = Pattern.compile("gpt-6-astra.*|gpt-6\\.[1-9]-sol.*");

  private Effort() {}

  /** {@return the word; absent where the model does not think, or nothing is said} */
  public static Optional<String> word(String model, @Nullable Reasoning reasoning) {
    if (reasoning == null || MUTE.matcher(model).matches()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (reasoning) {
          case NONE -> least(model);
          case LOW, MEDIUM, HIGH -> reasoning.name().toLowerCase(Locale.ROOT);
          case XHIGH -> knowsMore(model) ? "xhigh" : "high";
          case MAX -> most(model);
        });
  }

  private static String least(String model) {
    if (FIRST.matcher(model).matches() || ALWAYS.matcher(model).matches()) {
      return "low";
    }
    return FIVE.matcher(model).matches() ? "minimal" : "none";
  }

  private static boolean knowsMore(String model) {
    return !FIRST.matcher(model).matches()
        && !FIVE.matcher(model).matches()
        && !FIVE_ONE.matcher(model).matches();
  }

  private static String most(String model) {
    if (!knowsMore(model)) {
      return "high";
    }
    return FIVE_LATER.matcher(model).matches() ? "xhigh" : "max";
  }
}
