package fermata.wire.jsonrpc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be told of a message that is not, or not yet, decoded: enough to answer it with an
 * error.
 *
 * @param id its id, when there is exactly one that is allowed
 * @param method its method
 * @param isWhole whether the bytes were JSON to their end
 */
public record MessageHead(@Nullable RequestId id, @Nullable String method, boolean isWhole) {

  // Deeper messages are not worth the memory: their sender gets an error without an id.
  private static final int DEPTH_MAX = 1000;

  private static final JsonFactory LENIENT =
      JsonFactory.builder()
          .recyclerPool(JsonRecyclerPools.sharedBoundedPool())
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH_MAX)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /** {@return what the first bytes of a message tell; never throws, whatever they are} */
  public static MessageHead scan(byte[] bytes) {
    var scan = new Scan();
    // Faults in UTF-8 become replacement characters, which cannot hide or make an id.
    try (JsonParser parser = LENIENT.createParser(new String(bytes, StandardCharsets.UTF_8))) {
      boolean isWhole = scan.run(parser);
      return scan.head(isWhole);
    } catch (JsonProcessingException _) {
      return scan.head(false);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to be read", e);
    }
  }

  /** {@return the id} */
  public Optional<RequestId> findId() {
    return Optional.ofNullable(id);
  }

  private static final class Scan {

    private @Nullable RequestId id;
    private @Nullable String method;
    private int idCount;

    boolean run(JsonParser parser) throws IOException {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        skipAll(parser);
        return true;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        member(name, parser);
        parser.skipChildren();
      }
      skipAll(parser);
      return true;
    }

    private void member(String name, JsonParser parser) throws IOException {
      if (name.equals("id")) {
        idCount++;
        id = idOf(parser);
      } else if (name.equals("method") && parser.currentToken() == JsonToken.VALUE_STRING) {
        method = parser.getText();
      }
    }

    private static @Nullable RequestId idOf(JsonParser parser) throws IOException {
      return switch (parser.currentToken()) {
        case VALUE_STRING -> RequestId.of(parser.getText()).orElse(null);
        case VALUE_NUMBER_INT ->
            parser.getTextLength() <= RequestId.DIGITS_MAX
                ? RequestId.of(parser.getLongValue()).orElse(null)
                : null;
        default -> null;
      };
    }

    private static void skipAll(JsonParser parser) throws IOException {
      while (parser.nextToken() != null) {
        parser.skipChildren();
      }
    }

    MessageHead head(boolean isWhole) {
      return new MessageHead(idCount == 1 ? id : null, method, isWhole);
    }
  }
}
