package fermata.wire.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The one configured mapper of the wire, and records to and from JSON through their {@link Shape}.
 * Thread-safe.
 *
 * <p>Decimals stay exact and duplicate keys are refused. What comes from strangers is read by
 * {@link StrictJson}.
 */
public final class Json {

  // The frame limit bounds a string before this does; Jackson's own default of 20 million
  // characters is only made explicit.
  static final int STRING_MAX = 20_000_000;

  /** How many sets of buffers are kept for readers and writers to come. */
  private static final int BUFFERS_MAX = 32;

  private static final ObjectMapper MAPPER = configured();
  private static final ObjectReader LENIENT =
      MAPPER
          .reader()
          .withFeatures(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA);
  private static final ObjectReader WHOLE =
      MAPPER.readerFor(JsonNode.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Json() {}

  /** {@return the mapper, which must not be configured further} */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  /**
   * {@return the tree of a text that people write for an editor: comments and a comma after the
   * last element are let pass}
   */
  public static JsonNode parseLenient(String text) throws JsonProcessingException {
    return LENIENT.readTree(text);
  }

  /**
   * {@return the value that a text is; a missing node where the text is blank}
   *
   * @throws JsonProcessingException when it is none, or something follows the value
   */
  public static JsonNode parse(String text) throws JsonProcessingException {
    return WHOLE.readTree(text);
  }

  /**
   * {@return the value as a record}
   *
   * @throws BindingException with every fault, when it does not fit
   */
  public static <T> T read(JsonNode json, Class<T> type) {
    return RecordReader.read(json, type, false);
  }

  /**
   * {@return what an older peer sent as a record: a list or map that it does not know of is empty}
   *
   * @throws BindingException with every fault, when it does not fit
   */
  public static <T> T readOlder(JsonNode json, Class<T> type) {
    return RecordReader.read(json, type, true);
  }

  /** {@return a record as a JSON tree} */
  public static ObjectNode toTree(Object value) {
    try (var buffer = new TokenBuffer(MAPPER, false)) {
      RecordWriter.write(value, buffer);
      return MAPPER.readTree(buffer.asParser());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@return a record as JSON, on one line} */
  public static String toText(Object value) {
    var text = new StringWriter();
    try (JsonGenerator out = MAPPER.createGenerator(text)) {
      write(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /**
   * {@return an object with one more member, which it does not have yet}
   *
   * @param object as {@link #toText} writes it
   * @param value as JSON
   */
  public static String with(String object, String name, String value) {
    int end = object.length() - 1;
    String comma = end == 1 ? "" : ",";
    return object.substring(0, end) + comma + quoted(name) + ":" + value + "}";
  }

  /** {@return a string as JSON} */
  public static String quoted(String value) {
    return isPlain(value) ? '"' + value + '"' : TextNode.valueOf(value).toString();
  }

  // Most names and ids are, and a generator of their own would cost more than they do.
  private static boolean isPlain(String value) {
    for (int i = 0; i < value.length(); i++) {
      char unit = value.charAt(i);
      if (unit < ' ' || unit > '~' || unit == '"' || unit == '\\') {
        return false;
      }
    }
    return true;
  }

  /** {@return a member of a record that is a string; absent where it has none of that name} */
  public static @Nullable String textOf(Object record, String name) {
    return RecordWriter.textOf(record, name);
  }

  /**
   * {@return the word that tells a case of a union from others}
   *
   * @throws IllegalArgumentException if the record is no case of a union
   */
  public static String caseOf(Object record) {
    return RecordWriter.caseOf(record);
  }

  /** {@return a record as UTF-8, on one line} */
  public static byte[] toBytes(Object value) {
    var bytes = new ByteArrayBuilder();
    try (JsonGenerator out = MAPPER.createGenerator(bytes)) {
      write(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Writes a record, or a tree as it is. */
  public static void write(Object value, JsonGenerator out) throws IOException {
    if (value instanceof JsonNode tree) {
      out.writeTree(tree);
    } else {
      RecordWriter.write(value, out);
    }
  }

  private static ObjectMapper configured() {
    JsonFactory factory =
        JsonFactory.builder()
            // Buffers of a thread would stay with each connection, which has one and is mostly
            // idle.
            .recyclerPool(JsonRecyclerPools.sharedBoundedPool())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                StreamReadConstraints.builder().maxStringLength(STRING_MAX).build())
            // By default each thread keeps its own, and a virtual thread lives too short for that.
            .recyclerPool(JsonRecyclerPools.newBoundedPool(BUFFERS_MAX))
            .build();
    return JsonMapper.builder(factory)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
        .build();
  }
}
