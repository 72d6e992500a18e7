package fermata.daemon.model.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.model.Conduct.Reasoning;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How much a model of Anthropic is to think.
 *
 * <p>Older models are given a number of tokens for it, newer ones a word: they decide themselves
 * when they think.
 *
 * <p>Source: Anthropic's documents, "Effort", "Adaptive thinking" and "Extended thinking".
 */
final class Thinking {

  /** Models that are given a number. */
  private static final Pattern COUNTED =
      Pattern.compile("claude-(3-.*|(opus|sonnet|haiku)-4(-[0-5])?(-\\d{8})?)");

  /** Those that did not think yet. */
  private static final Pattern MUTE = Pattern.compile("claude-3-([05]-)?(opus|sonnet|haiku).*");

  /** The first that are given a word; they know fewer, and show their thoughts unasked. */
  private static final Pattern FIRST = Pattern.compile("claude-(opus|sonnet)-4-6.*");

  /** Models that cannot be kept from it. */
  private static final Pattern ALWAYS = Pattern.compile("claude-(fable|mythos|opus-5-[5-9]).*");

  /** The least that the protocol takes. */
  private static final long TOKENS_MIN = 1_024;

  private Thinking() {}

  /**
   * Says it in a request.
   *
   * @param body has the limit of the reply, which thoughts count for
   */
  static void add(ObjectNode body, String model, Reasoning reasoning) {
    if (MUTE.matcher(model).matches()) {
      return;
    }
    if (COUNTED.matcher(model).matches()) {
      counted(body, reasoning);
    } else if (reasoning != Reasoning.NONE || ALWAYS.matcher(model).matches()) {
      worded(body, model, reasoning);
    } else {
      body.putObject("thinking").put("type", "disabled");
    }
  }

  private static void counted(ObjectNode body, Reasoning reasoning) {
    // What is left is for the reply itself.
    long room = body.path("max_tokens").asLong() - TOKENS_MIN;
    long tokens = Math.min(tokens(reasoning), room);
    if (reasoning != Reasoning.NONE && tokens >= TOKENS_MIN) {
      body.putObject("thinking").put("type", "enabled").put("budget_tokens", tokens);
    }
  }

  private static long tokens(Reasoning reasoning) {
    return switch (reasoning) {
      case NONE -> 0;
      case LOW -> 2_048;
      case MEDIUM -> 8_192;
      case HIGH -> 16_384;
      case XHIGH -> 32_768;
      case MAX -> Long.MAX_VALUE;
    };
  }

  private static void worded(ObjectNode body, String model, Reasoning reasoning) {
    boolean isFirst = FIRST.matcher(model).matches();
    ObjectNode thinking = body.putObject("thinking").put("type", "adaptive");
    if (!isFirst) {
      thinking.put("display", "summarized");
    }
    String word =
        switch (reasoning) {
          case NONE -> "low";
          case XHIGH -> isFirst ? "high" : "xhigh";
          case LOW, MEDIUM, HIGH, MAX -> reasoning.name().toLowerCase(Locale.ROOT);
        };
    body.withObject("/output_config").put("effort", word);
  }
}
