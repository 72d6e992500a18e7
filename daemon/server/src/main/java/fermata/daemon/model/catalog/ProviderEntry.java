package fermata.daemon.model.catalog;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A provider of models.
 *
 * @param baseUrl where it is, unless the variable says otherwise
 * @param baseUrlVariable the environment variable that may name another place
 * @param keyVariable the environment variable with the key, or with several parted by commas;
 *     absent where none is needed
 * @param lengthLimit what the member of a request is called that limits the reply's tokens
 * @param isFree whether its models cost nothing where no price is given
 * @param protocol that it speaks
 * @param requestsPerMinute how many requests go out in a minute at most; absent without a limit
 * @param silence how long a stream of its may stand still; absent where that is as usual
 * @param firstToken how long its first token may take; absent where only the silence counts
 */
public record ProviderEntry(
    String name,
    String baseUrl,
    @Nullable String baseUrlVariable,
    @Nullable String keyVariable,
    LengthLimit lengthLimit,
    boolean isFree,
    Protocol protocol,
    @Nullable Integer requestsPerMinute,
    @Nullable Duration silence,
    @Nullable Duration firstToken) {

  // A host, maybe a port, maybe a path; nothing that needs quoting.
  private static final Pattern ADDRESS =
      Pattern.compile("https?://[A-Za-z0-9.:@_\\[\\]-]+(/[A-Za-z0-9._~/@:%-]*)?");

  /** Whether a provider can have this address. */
  public static boolean isAddress(String text) {
    return ADDRESS.matcher(text).matches();
  }

  /** The protocols, by the words of catalogues and project files. */
  public enum Protocol {
    /** OpenAI's Chat Completions, which most servers speak. */
    CHAT,
    /** OpenAI's Responses. */
    RESPONSES,
    /** Anthropic's Messages. */
    ANTHROPIC,
    /** Gemini's streamGenerateContent. */
    GEMINI,
    /** Ollama's own chat. */
    OLLAMA;

    /** {@return the protocol of a word} */
    public static Optional<Protocol> find(String word) {
      return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }

    /** {@return the word} */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What servers call the limit of a reply. */
  public enum LengthLimit {
    /** The older name, which most compatible servers know. */
    MAX_TOKENS,
    /** The newer name, which also counts reasoning. */
    MAX_COMPLETION_TOKENS
  }
}
