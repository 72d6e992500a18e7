package fermata.wire.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads JSON as a daemon accepts it from strangers: UTF-8 without faults, no key twice, nesting of
 * at most {@link #DEPTH_MAX}, no number beyond ±2^53, nothing after the value. Thread-safe; never
 * throws, whatever the bytes.
 */
public final class StrictJson {

  /** Levels of nesting of a message; a scalar has none. */
  public static final int DEPTH_MAX = 64;

  /** The largest magnitude of a number: up to here every implementation keeps integers exactly. */
  public static final long NUMBER_MAX = 1L << 53;

  private static final BigDecimal NUMBER_MAX_EXACT = BigDecimal.valueOf(NUMBER_MAX);

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .recyclerPool(JsonRecyclerPools.sharedBoundedPool())
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH_MAX)
                  .maxStringLength(Json.STRING_MAX)
                  .build())
          .build();

  private StrictJson() {}

  /** What came of reading. */
  public sealed interface Reading {

    /** The bytes are a value. */
    record Value(JsonNode json) implements Reading {}

    /** The bytes are none that a daemon accepts; the reason is for people. */
    record Unacceptable(String reason) implements Reading {}
  }

  /** {@return the value, or why it is not accepted} */
  public static Reading read(byte[] bytes) {
    if (!isUtf8(bytes)) {
      return new Reading.Unacceptable("the message is not UTF-8");
    }
    try (JsonParser parser = new NumberGuard(FACTORY.createParser(bytes))) {
      JsonNode json = Json.mapper().readTree(parser);
      if (json == null || json.isMissingNode()) {
        return new Reading.Unacceptable("the message is empty");
      }
      return parser.nextToken() == null
          ? new Reading.Value(json)
          : new Reading.Unacceptable("more text follows the JSON value");
    } catch (TooLargeNumber e) {
      return new Reading.Unacceptable(e.getOriginalMessage());
    } catch (StreamConstraintsException e) {
      return new Reading.Unacceptable(
          "the message nests deeper than "
              + DEPTH_MAX
              + " levels or has a number of too many digits");
    } catch (JsonProcessingException e) {
      return new Reading.Unacceptable(describe(e));
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to be read", e);
    }
  }

  private static String describe(JsonProcessingException e) {
    String message = e.getOriginalMessage();
    return message.startsWith("Duplicate field")
        ? "the key " + message.substring("Duplicate field ".length()) + " stands twice in an object"
        : "the message is not JSON at byte " + e.getLocation().getByteOffset();
  }

  private static boolean isUtf8(byte[] bytes) {
    if (isAscii(bytes)) {
      return true;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException _) {
      return false;
    }
  }

  private static boolean isAscii(byte[] bytes) {
    for (byte each : bytes) {
      if (each < 0) {
        return false;
      }
    }
    return true;
  }

  private static final class TooLargeNumber extends JsonParseException {

    private static final long serialVersionUID = 1L;

    TooLargeNumber(JsonParser parser) {
      super(parser, "the message has a number beyond ±" + NUMBER_MAX);
    }
  }

  private static final class NumberGuard extends JsonParserDelegate {

    NumberGuard(JsonParser parser) {
      super(parser);
    }

    @Override
    public JsonToken nextToken() throws IOException {
      JsonToken token = super.nextToken();
      if (token != null && token.isNumeric() && isTooLarge(token)) {
        throw new TooLargeNumber(this);
      }
      return token;
    }

    private boolean isTooLarge(JsonToken token) throws IOException {
      if (token == JsonToken.VALUE_NUMBER_INT && getNumberType() != NumberType.BIG_INTEGER) {
        long value = getLongValue();
        return value > NUMBER_MAX || value < -NUMBER_MAX;
      }
      return getDecimalValue().abs().compareTo(NUMBER_MAX_EXACT) > 0;
    }
  }
}
