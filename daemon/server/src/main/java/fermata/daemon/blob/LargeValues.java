package fermata.daemon.blob;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Texts of JSON whose large values are contents: what stands in several texts is kept once.
 *
 * <p>A value of {@link #UNITS_MIN} or more is replaced by its SHA-256 between two characters that
 * JSON has only escaped, so a text without such a value is itself. The innermost are replaced
 * first, and what is left of the values around them where that is still large: a list that is part
 * of a result is the same content where it stands alone. Members' names stay.
 *
 * <p>Thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259#section-7">RFC 8259, section 7</a>
 */
public final class LargeValues {

  /** From how many UTF-16 units on a value is large. */
  public static final int UNITS_MIN = 16 << 10;

  private static final char BEGIN = '\u0001';
  private static final char END = '\u0002';

  private final BlobStore blobs;

  public LargeValues(BlobStore blobs) {
    this.blobs = blobs;
  }

  /**
   * A text in its short form.
   *
   * @param names the contents that are needed to read it
   */
  public record Packed(String text, Set<String> names) {

    public Packed {
      names = Set.copyOf(names);
    }
  }

  /** A text names a content that is not there, or is another than it was. */
  public static final class Missing extends IOException {

    private static final long serialVersionUID = 1L;

    Missing(String sha256) {
      super("content " + sha256 + " is not there, or damaged");
    }
  }

  /** Whether a text may have a large value. */
  public static boolean isCandidate(String json) {
    return json.length() >= UNITS_MIN;
  }

  /** {@return another pass over texts; what it has kept once it does not write again} */
  public Packing packing() {
    return new Packing(false);
  }

  /** {@return a pass that keeps nothing: values stay where they stand unless they are there} */
  public Packing referring() {
    return new Packing(true);
  }

  /** One pass over some texts. Not thread-safe. */
  public final class Packing {

    private final boolean isReadOnly;
    private final Map<String, Optional<String>> known = new HashMap<>();

    private Packing(boolean isReadOnly) {
      this.isReadOnly = isReadOnly;
    }

    /**
     * {@return the short form of a text; its contents are durable}
     *
     * @throws IOException if a content cannot be kept
     */
    public Packed pack(String json) throws IOException {
      return isCandidate(json) ? new Pass(json, this).packed() : new Packed(json, Set.of());
    }

    /** {@return the name of a large value; empty where it stays} */
    Optional<String> nameOf(String value) throws IOException {
      Optional<String> before = known.get(value);
      if (before != null) {
        return before;
      }
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      Optional<String> name =
          bytes.length > BlobStore.BYTES_MAX
              ? Optional.empty()
              : isReadOnly
                  ? blobs.find(BlobStore.nameOf(bytes)).map(Blob::sha256)
                  : Optional.of(blobs.put(bytes).sha256());
      known.put(value, name);
      return name;
    }
  }

  /** Goes through one text once. */
  private static final class Pass {

    private final String json;
    private final Packing packing;
    private final StringBuilder out;
    private final Set<String> names = new LinkedHashSet<>();
    private final Deque<Integer> open = new ArrayDeque<>();

    Pass(String json, Packing packing) {
      this.json = json;
      this.packing = packing;
      this.out = new StringBuilder(UNITS_MIN);
    }

    Packed packed() throws IOException {
      for (int at = 0; at < json.length(); ) {
        at = next(at);
      }
      return new Packed(out.toString(), names);
    }

    private int next(int at) throws IOException {
      char begin = json.charAt(at);
      switch (begin) {
        case '"' -> {
          int end = endOfText(at);
          boolean isName = end < json.length() && json.charAt(end) == ':';
          int start = out.length();
          out.append(json, at, end);
          if (!isName) {
            shorten(start);
          }
          return end;
        }
        case '{', '[' -> {
          open.push(out.length());
          out.append(begin);
        }
        case '}', ']' -> {
          out.append(begin);
          // The outermost is the text itself.
          if (open.size() > 1) {
            shorten(open.pop());
          }
        }
        default -> out.append(begin);
      }
      return at + 1;
    }

    private int endOfText(int from) {
      int at = from + 1;
      while (at < json.length() && json.charAt(at) != '"') {
        at += json.charAt(at) == '\\' ? 2 : 1;
      }
      return Math.min(at + 1, json.length());
    }

    private void shorten(int start) throws IOException {
      if (out.length() - start < UNITS_MIN) {
        return;
      }
      Optional<String> name = packing.nameOf(out.substring(start));
      if (name.isPresent()) {
        out.setLength(start);
        out.append(BEGIN).append(name.get()).append(END);
        names.add(name.get());
      }
    }
  }

  /**
   * {@return the text that was packed}
   *
   * @throws Missing if a content is not there
   * @throws IOException if one cannot be read
   */
  public String unpack(String text) throws IOException {
    if (text.indexOf(BEGIN) < 0) {
      return text;
    }
    var out = new StringBuilder(2 * text.length());
    unpack(text, out);
    return out.toString();
  }

  /**
   * {@return a text for people: in the place of each large value that is there stands where it is,
   * as {@code {"content":"blobs/3f/3f9a…","bytes":70000}}}
   *
   * @throws IOException if the contents cannot be looked at
   */
  public String shown(String json) throws IOException {
    String text = referring().pack(json).text();
    if (text.indexOf(BEGIN) < 0) {
      return text;
    }
    var out = new StringBuilder(text.length());
    int from = 0;
    for (int begin = text.indexOf(BEGIN); begin >= 0; begin = text.indexOf(BEGIN, from)) {
      int end = text.indexOf(END, begin);
      out.append(text, from, begin).append(reference(text.substring(begin + 1, end)));
      from = end + 1;
    }
    return out.append(text, from, text.length()).toString();
  }

  private String reference(String name) {
    long bytes = blobs.find(name).map(Blob::size).orElse(0L);
    String place = "blobs/" + name.substring(0, 2) + "/" + name;
    return "{\"content\":\"" + place + "\",\"bytes\":" + bytes + "}";
  }

  private void unpack(String text, StringBuilder out) throws IOException {
    int from = 0;
    for (int begin = text.indexOf(BEGIN); begin >= 0; begin = text.indexOf(BEGIN, from)) {
      out.append(text, from, begin);
      int end = text.indexOf(END, begin);
      String name = end < 0 ? "" : text.substring(begin + 1, end);
      unpack(contentOf(name), out);
      from = end + 1;
    }
    out.append(text, from, text.length());
  }

  private String contentOf(String name) throws IOException {
    if (!Blob.isName(name)) {
      throw new Missing(name);
    }
    try {
      byte[] bytes = blobs.read(name, 0, Math.toIntExact(BlobStore.BYTES_MAX));
      // Also so that a damaged one cannot name itself: no content has its own name in it.
      if (!BlobStore.nameOf(bytes).equals(name)) {
        throw new Missing(name);
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (NoSuchFileException gone) {
      throw new Missing(name);
    }
  }
}
