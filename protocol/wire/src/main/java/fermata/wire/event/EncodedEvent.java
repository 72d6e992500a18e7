package fermata.wire.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import fermata.wire.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A durable event as it travels, written once for everybody who gets it: only the number of the
 * event before it differs between them. Immutable.
 */
public final class EncodedEvent {

  private static final byte[] PREV = ",\"prev\":".getBytes(UTF_8);

  private final long seq;
  private final String type;
  private final Found found;
  private final byte[] front;
  private final byte[] rest;

  /** What is looked at of an event without making a tree of it. */
  private static final class Found {
    private @Nullable String run;
    private @Nullable String node;
    private @Nullable List<String> path;
    private long size;
  }

  private EncodedEvent(long seq, String type, Found found, byte[] front, byte[] rest) {
    this.seq = seq;
    this.type = type;
    this.found = found;
    this.front = front;
    this.rest = rest;
  }

  /**
   * {@return an event}
   *
   * @param members the other members of its envelope in their order, {@code data} among them, as an
   *     object
   * @throws IOException if that is no JSON, or has no data
   */
  public static EncodedEvent of(long seq, Instant at, String type, int version, String members)
      throws IOException {
    Found found = scan(members);
    byte[] front = ("{\"seq\":" + seq).getBytes(UTF_8);
    var rest =
        new StringBuilder(members.length() + 80)
            .append(",\"at\":\"")
            .append(at)
            .append("\",\"type\":\"")
            .append(type)
            .append("\",\"v\":")
            .append(version)
            .append(',')
            .append(members, 1, members.length());
    return new EncodedEvent(seq, type, found, front, rest.toString().getBytes(UTF_8));
  }

  private static Found scan(String members) throws IOException {
    var found = new Found();
    boolean hasData = false;
    try (JsonParser in = Json.mapper().createParser(members)) {
      require(in.nextToken() == JsonToken.START_OBJECT && members.startsWith("{"));
      for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
        in.nextToken();
        switch (name) {
          case "run" -> found.run = in.getText();
          case "node" -> found.node = in.getText();
          case "path" -> found.path = texts(in);
          case "data" -> {
            require(in.currentToken() == JsonToken.START_OBJECT);
            found.size = size(in);
            hasData = true;
          }
          default -> in.skipChildren();
        }
      }
      require(hasData && in.nextToken() == null);
    }
    return found;
  }

  private static void require(boolean isEvent) throws IOException {
    if (!isEvent) {
      throw new IOException("not the members of an event");
    }
  }

  private static List<String> texts(JsonParser in) throws IOException {
    var texts = new ArrayList<String>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      texts.add(in.getText());
    }
    return List.copyOf(texts);
  }

  /**
   * The UTF-16 units of all texts, and one for each other scalar, as {@code PayloadSize} counts.
   */
  private static long size(JsonParser in) throws IOException {
    long size = 0;
    int depth = 1;
    while (depth > 0) {
      JsonToken token = in.nextToken();
      require(token != null);
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else if (token == JsonToken.VALUE_STRING) {
        size += in.getTextLength();
      } else if (token.isScalarValue()) {
        size++;
      }
    }
    return size;
  }

  public long seq() {
    return seq;
  }

  public String type() {
    return type;
  }

  /** {@return the run that it belongs to} */
  public @Nullable String run() {
    return found.run;
  }

  /** {@return the nodes from the outside in; empty where it belongs to none} */
  public List<String> path() {
    List<String> path = found.path;
    if (path != null) {
      return path;
    }
    return found.node == null ? List.of() : List.of(found.node);
  }

  /** {@return what it counts against a window} */
  public long size() {
    return found.size;
  }

  /** {@return how many bytes it has, but for the number of the one before it} */
  public int length() {
    return front.length + PREV.length + rest.length;
  }

  /** Writes it as delivered after the event with number {@code previous}. */
  public void writeTo(ByteArrayOutputStream out, long previous) {
    out.writeBytes(front);
    out.writeBytes(PREV);
    writeNumber(previous, out);
    out.writeBytes(rest);
  }

  private static void writeNumber(long number, ByteArrayOutputStream out) {
    String digits = Long.toString(number);
    for (int i = 0; i < digits.length(); i++) {
      out.write(digits.charAt(i));
    }
  }

  /** {@return it as delivered after the event with number {@code previous}} */
  public String text(long previous) {
    var out = new ByteArrayOutputStream(length() + 20);
    writeTo(out, previous);
    return out.toString(UTF_8);
  }

  /** {@return it taken apart, as nobody gets it} */
  public EventEnvelope envelope() {
    String text = new String(front, UTF_8) + new String(rest, UTF_8);
    try {
      return Json.read(Json.mapper().readTree(text), EventEnvelope.class);
    } catch (IOException broken) {
      throw new IllegalStateException("what was scanned can be read", broken);
    }
  }
}
