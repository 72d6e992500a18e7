package fermata.definition.selector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A path to at most one value of an event: {@code $.order.items[0]['unit price']}.
 *
 * <p>Source: RFC 9535, section 2.3.5.1, singular queries. Two paths are equal where they lead to
 * the same place, however they are written.
 */
public record SelectorPath(List<Segment> segments) {

  /** The longest path, in UTF-16 units. */
  public static final int UNITS_MAX = 500;

  /** The most segments. */
  public static final int SEGMENTS_MAX = 64;

  public SelectorPath {
    segments = List.copyOf(segments);
  }

  /** One way down. */
  public sealed interface Segment {

    /** To a member of an object. */
    record Name(String name) implements Segment {}

    /** To an element of a list; a negative index counts from the end, which is -1. */
    record Index(long index) implements Segment {}
  }

  /** What a text is when it is read as a path. */
  public sealed interface Reading {

    /** It is one. */
    record Fine(SelectorPath path) implements Reading {}

    /**
     * It is none.
     *
     * @param at where it goes wrong, in UTF-16 units
     * @param reason lower-case start, no full stop
     */
    record Broken(int at, String reason) implements Reading {}
  }

  /** {@return a text as a path}; total. */
  public static Reading read(String text) {
    return new PathParser(text).parse();
  }

  /** {@return the value at the place, or null where there is none} */
  public @Nullable JsonNode find(JsonNode root) {
    JsonNode at = root;
    for (Segment segment : segments) {
      at =
          switch (segment) {
            case Segment.Name(var name) -> at.isObject() ? at.get(name) : null;
            case Segment.Index(var index) -> element(at, index);
          };
      if (at == null) {
        return null;
      }
    }
    return at;
  }

  private static @Nullable JsonNode element(JsonNode list, long index) {
    if (!list.isArray()) {
      return null;
    }
    long place = index < 0 ? list.size() + index : index;
    return place >= 0 && place < list.size() ? list.get((int) place) : null;
  }

  /** {@return the path as a normalized path, RFC 9535, section 2.7, but for negative indexes} */
  @Override
  public String toString() {
    return segments.stream().map(SelectorPath::text).collect(Collectors.joining("", "$", ""));
  }

  private static String text(Segment segment) {
    return switch (segment) {
      case Segment.Name(var name) when PathParser.isShorthand(name) -> "." + name;
      case Segment.Name(var name) -> "['" + PathParser.escaped(name) + "']";
      case Segment.Index(var index) -> "[" + index + "]";
    };
  }
}
