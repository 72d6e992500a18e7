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
 *
 * <p>It stands there as one that comes after the event before it in the journal, which is what most
 * readers have had.
 */
public final class EncodedEvent {

  private static final String PREV = ",\"prev\":";

  private final long seq;
  private final String type;
  private final Found found;
  private final byte[] bytes;
  private final int prevAt;
  private final int prevEnd;

  /** What is looked at of an event without making a tree of it. */
  private static final class Found {
    private @Nullable String run;
    private @Nullable String node;
    private @Nullable List<String> path;
    private long size;
  }

  private EncodedEvent(long seq, String type, Found found, byte[] bytes, int prevAt, int prevEnd) {
    this.seq = seq;
    this.type = type;
    this.found = found;
    this.bytes = bytes;
    this.prevAt = prevAt;
    this.prevEnd = prevEnd;
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
    var text = new StringBuilder(members.length() + 120);
    text.append("{\"seq\":").append(seq).append(PREV);
    int prevAt = text.length();
    text.append(seq - 1);
    int prevEnd = text.length();
    text.append(",\"at\":\"")
        .append(at)
        .append("\",\"type\":\"")
        .append(type)
        .append("\",\"v\":")
        .append(version)
        .append(',')
        .append(members, 1, members.length());
    byte[] bytes = text.toString().getBytes(UTF_8);
    return new EncodedEvent(seq, type, found, bytes, prevAt, prevEnd);
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

  /** {@return how many bytes it has, more or less by what the number before it is longer} */
  public int length() {
    return bytes.length;
  }

  /** {@return how many bytes it has as delivered after the event with number {@code previous}} */
  public int length(long previous) {
    return isNext(previous)
        ? bytes.length
        : bytes.length - (prevEnd - prevAt) + String.valueOf(previous).length();
  }

  private boolean isNext(long previous) {
    return previous == seq - 1;
  }

  /** Writes it as delivered after the event with number {@code previous}. */
  public void writeTo(ByteSink out, long previous) {
    if (isNext(previous)) {
      out.write(bytes);
      return;
    }
    out.write(bytes, 0, prevAt);
    out.write(String.valueOf(previous).getBytes(UTF_8));
    out.write(bytes, prevEnd, bytes.length - prevEnd);
  }

  /** {@return it as delivered after the event with number {@code previous}} */
  public String text(long previous) {
    var out = new ByteArrayOutputStream(length(previous));
    writeTo(out::write, previous);
    return out.toString(UTF_8);
  }

  /** {@return it taken apart, as nobody gets it} */
  public EventEnvelope envelope() {
    String text =
        new String(bytes, 0, prevAt - PREV.length(), UTF_8)
            + new String(bytes, prevEnd, bytes.length - prevEnd, UTF_8);
    try {
      return Json.read(Json.mapper().readTree(text), EventEnvelope.class);
    } catch (IOException broken) {
      throw new IllegalStateException("what was scanned can be read", broken);
    }
  }
}
