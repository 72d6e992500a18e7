package fermata.daemon.model.catalog;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A provider that speaks the Chat Completions protocol.
 *
 * @param baseUrl where it is, unless the variable says otherwise
 * @param baseUrlVariable the environment variable that may name another place
 * @param keyVariable the environment variable with the key; absent where none is needed
 * @param lengthLimit what the member of a request is called that limits the reply's tokens
 * @param isFree whether its models cost nothing where no price is given
 */
public record ProviderEntry(
    String name,
    String baseUrl,
    @Nullable String baseUrlVariable,
    @Nullable String keyVariable,
    LengthLimit lengthLimit,
    boolean isFree) {

  // A host, maybe a port, maybe a path; nothing that needs quoting.
  private static final Pattern ADDRESS =
      Pattern.compile("https?://[A-Za-z0-9.:@_\\[\\]-]+(/[A-Za-z0-9._~/@:%-]*)?");

  /** Whether a provider can have this address. */
  public static boolean isAddress(String text) {
    return ADDRESS.matcher(text).matches();
  }

  /** What servers call the limit of a reply. */
  public enum LengthLimit {
    /** The older name, which most compatible servers know. */
    MAX_TOKENS,
    /** The newer name, which also counts reasoning. */
    MAX_COMPLETION_TOKENS
  }
}
