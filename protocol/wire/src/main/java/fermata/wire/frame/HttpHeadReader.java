package fermata.wire.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Reads the head of one HTTP request, whatever the pieces it arrives in, and leaves what is behind
 * it. Strict where leniency has let requests be read in two ways: line folding, a space before a
 * colon, and control characters are refused. Not thread-safe.
 */
public final class HttpHeadReader {

  /** Bytes of the longest head. */
  public static final int HEAD_BYTES_MAX = 16 << 10;

  private static final int HEADERS_MAX = 100;
  private static final String TOKEN_SYMBOLS = "!#$%&'*+-.^_`|~";

  /** What has become of the head. */
  public sealed interface Reading {

    /** More bytes are wanted. */
    record Unfinished() implements Reading {}

    /** The head is there. */
    record Finished(HttpHead head) implements Reading {}

    /** It is none, or one that nobody serves; with the status that says so. */
    record Unreadable(int status, String reason) implements Reading {}
  }

  private static final Reading UNFINISHED = new Reading.Unfinished();

  private final PieceBuffer pieces = new PieceBuffer();

  /** Takes bytes until the head is there. */
  public Reading accept(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      OptionalInt end = pieces.addUntil((byte) '\n', bytes, HEAD_BYTES_MAX);
      if (end.isEmpty()) {
        return bytes.hasRemaining()
            ? new Reading.Unreadable(431, "head of more than " + HEAD_BYTES_MAX + " bytes")
            : UNFINISHED;
      }
      pieces.add(bytes.get());
      if (pieces.endsWithEmptyLine()) {
        return parse(new String(pieces.take(), ISO_8859_1));
      }
    }
    return UNFINISHED;
  }

  private static Reading parse(String text) {
    try {
      List<String> lines = text.lines().toList();
      var headers = new HashMap<String, List<String>>();
      for (String line : lines.subList(1, lines.size() - 1)) {
        addHeader(line, headers);
      }
      return finished(lines.getFirst(), headers);
    } catch (IllegalArgumentException malformed) {
      return new Reading.Unreadable(400, String.valueOf(malformed.getMessage()));
    }
  }

  private static void addHeader(String line, Map<String, List<String>> headers) {
    int colon = line.indexOf(':');
    String name = colon < 0 ? "" : line.substring(0, colon);
    String value = colon < 0 ? "" : line.substring(colon + 1).strip();
    if (name.isEmpty() || !name.chars().allMatch(HttpHeadReader::isTokenCharacter)) {
      throw new IllegalArgumentException("a header without a name");
    }
    if (value.chars().anyMatch(c -> c < ' ' && c != '\t')) {
      throw new IllegalArgumentException("header " + name + " has a control character");
    }
    headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), _ -> new ArrayList<>()).add(value);
    if (headers.size() > HEADERS_MAX) {
      throw new IllegalArgumentException("more than " + HEADERS_MAX + " headers");
    }
  }

  private static boolean isTokenCharacter(int c) {
    return (c >= '0' && c <= '9')
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || TOKEN_SYMBOLS.indexOf(c) >= 0;
  }

  private static Reading finished(String requestLine, Map<String, List<String>> headers) {
    String[] words = requestLine.split(" ", -1);
    if (words.length != 3 || !words[2].equals("HTTP/1.1") || !words[1].startsWith("/")) {
      throw new IllegalArgumentException("not a request of HTTP/1.1 for a path");
    }
    int mark = words[1].indexOf('?');
    String path = HttpHead.decoded(mark < 0 ? words[1] : words[1].substring(0, mark));
    return new Reading.Finished(
        new HttpHead(
            words[0],
            path,
            HttpHead.queryOf(mark < 0 ? "" : words[1].substring(mark + 1)),
            headers));
  }
}
