package fermata.daemon.store;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Texts of rows that nobody has touched for a while, made short: deflated with what such texts have
 * in common. A column holds either form; who reads it sees the text.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1951">DEFLATE</a>
 */
final class ShortText {

  /** Shorter ones gain nothing. */
  private static final int UNITS_MIN = 48;

  private static final int BUFFER_BYTES = 4_096;

  /** The first byte: which words were in common. They never change; others get another number. */
  private static final byte FIRST_WORDS = 1;

  /** What comes most often comes last, where it is reached by the shortest distances. */
  private static final byte[] WORDS =
      ("\"usage\":{\"steps\":1,\"toolCalls\":0,\"inputTokens\":0,\"outputTokens\":0,\"costUsd\":0,"
              + "\"runningMs\":0},\"reasons\":[\"question:\"durationMs\":\"error\":{\"kind\":\""
              + "\"message\":\"\"retryable\":false\"result\":\"output\":{\"text\":\"\"}}"
              + "\"idempotent\":true,\"readOnly\":true\"destructive\":false,\"onUnknown\":\"ask\""
              + "\"tokens\":{\"input\":\"output\":\"attempt\":1,\"deadline\":\"2026-"
              + "\"call\":\"c1\",\"item\":\"i1\",\"model\":\"\"role\":\"assistant\",\"finish\":\""
              + "\"tool\":\"\"args\":{\"outputs\":{\"status\":\"success\",\"from\":\"\"to\":\""
              + "\"label\":\"\"isDefault\":\"key\":\"\"value\":\"version\":1\"lineage\":["
              + "\"input\":{},\"tools\":{},\"models\":{},\"context\":[],\"of\":\""
              + "\"status\":\"held\",\"agent\":\"\"digest\":\"\"pin\":\"\"uri\":\"/home/"
              + ".agent.yaml\",\"entry\":\"default\",\"startedAt\":\"2026-"
              + "\"fields\":{\"schema\":{\"type\":\"string\"},\"required\":true}},"
              + "\"askedAt\":\"2026-\"expiresAt\":\"2026-\"kind\":\"form\",\"text\":\""
              + "\"kind\":\"human\",\"visit\":1,\"fanOut\":[]}}\"data\":{\"reasons\":[\"question:"
              + "\"data\":{\"session\":\"\"data\":{\"question\":\"\"data\":{\"run\":\""
              + "{\"question\":\"{\"session\":\"\",\"session\":\"\",\"run\":\""
              + "{\"cause\":{\"principal\":\"local:root\",\"client\":\"fermata\",\"key\":\""
              + "\"},\"data\":{\"step\":\"s1\",\"node\":\"\",\"step\":\"s1\",\"node\":\""
              + "\",\"cause\":{\"principal\":\"local:\",\"client\":\"\",\"key\":\"{\"run\":\"01a")
          .getBytes(StandardCharsets.UTF_8);

  private ShortText() {}

  /** {@return the short form of a text; empty where it is no shorter} */
  static Optional<byte[]> of(String text) {
    if (text.length() < UNITS_MIN) {
      return Optional.empty();
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    var deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    try {
      deflater.setDictionary(WORDS);
      deflater.setInput(bytes);
      deflater.finish();
      var out = new ByteArrayOutputStream(bytes.length);
      out.write(FIRST_WORDS);
      byte[] buffer = new byte[BUFFER_BYTES];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.size() < bytes.length ? Optional.of(out.toByteArray()) : Optional.empty();
    } finally {
      deflater.end();
    }
  }

  /** {@return the text of a column, in whichever form; empty where the short form is damaged} */
  static String read(ResultSet row, int column) throws SQLException {
    return row.getObject(column) instanceof byte[] bytes ? text(bytes) : row.getString(column);
  }

  /** {@return the text of a column that may be empty} */
  static @Nullable String readIfAny(ResultSet row, int column) throws SQLException {
    return row.getObject(column) == null ? null : read(row, column);
  }

  /** What is damaged has another checksum than what was written, and is told by that. */
  static String text(byte[] bytes) {
    if (bytes.length == 0 || bytes[0] != FIRST_WORDS) {
      return "";
    }
    var inflater = new Inflater(true);
    try {
      inflater.setDictionary(WORDS);
      inflater.setInput(bytes, 1, bytes.length - 1);
      var out = new ByteArrayOutputStream(2 * BUFFER_BYTES);
      byte[] buffer = new byte[BUFFER_BYTES];
      while (!inflater.finished()) {
        int count = inflater.inflate(buffer);
        if (count == 0 && !inflater.finished()) {
          return "";
        }
        out.write(buffer, 0, count);
      }
      return out.toString(StandardCharsets.UTF_8);
    } catch (DataFormatException damage) {
      return "";
    } finally {
      inflater.end();
    }
  }
}
