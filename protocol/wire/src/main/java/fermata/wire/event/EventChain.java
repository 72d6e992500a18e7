package fermata.wire.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.wire.json.CanonicalJson;
import fermata.wire.json.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A digest over the events of a journal, one after another: who has the same one has had the same
 * events, to the last member and in the same order. Immutable.
 *
 * <p>Each is SHA-256 over the 32 bytes before it, zeros at the start, and the event as canonical
 * JSON without {@code prev}, which differs between subscriptions.
 *
 * @param hex 64 digits
 */
public record EventChain(String hex) {

  private static final int BYTES = 32;

  /** Of no event. */
  public static final EventChain START = new EventChain("0".repeat(2 * BYTES));

  /** {@return the chain that a text is} */
  public static Optional<EventChain> parse(String text) {
    return text.matches("[0-9a-f]{64}") ? Optional.of(new EventChain(text)) : Optional.empty();
  }

  /** {@return the chain with one more event} */
  public EventChain with(EventEnvelope event) {
    return with(Json.toTree(event));
  }

  /** {@return the chain with one more event, as it came} */
  public EventChain with(JsonNode event) {
    ObjectNode plain = ((ObjectNode) event).deepCopy();
    plain.remove("prev");
    MessageDigest digest = sha256();
    digest.update(HexFormat.of().parseHex(hex));
    digest.update(CanonicalJson.of(plain).getBytes(UTF_8));
    return new EventChain(HexFormat.of().formatHex(digest.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
