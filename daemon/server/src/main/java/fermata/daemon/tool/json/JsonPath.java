package fermata.daemon.tool.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path over a JSON value.
 *
 * <p>Source: RFC 9535, section 2.
 */
record JsonPath(List<Segment> segments) {

  JsonPath {
    segments = List.copyOf(segments);
  }

  /** One step down. */
  sealed interface Segment {

    List<Selector> selectors();

    /** To children. */
    record Child(List<Selector> selectors) implements Segment {}

    /** To the value itself and all below it, and from each of them to children. */
    record Descendant(List<Selector> selectors) implements Segment {}
  }

  /** Which children. */
  sealed interface Selector {

    record Name(String name) implements Selector {}

    record Wildcard() implements Selector {}

    /** An element, counted from 0; from the end where negative. */
    record Index(long index) implements Selector {}

    record Slice(@Nullable Long start, @Nullable Long end, long step) implements Selector {}

    record Filter(Condition condition) implements Selector {}
  }

  /** What a filter asks of a child. */
  sealed interface Condition {

    record Or(List<Condition> parts) implements Condition {}

    record And(List<Condition> parts) implements Condition {}

    record Not(Condition part) implements Condition {}

    record Exists(Query query) implements Condition {}

    record Compare(Operand left, Operator operator, Operand right) implements Condition {}
  }

  /** A query within a filter, from the whole value or from the child. */
  record Query(boolean isFromRoot, List<Segment> segments) {

    /** Whether it can select one value at most. */
    boolean isSingular() {
      return segments.stream()
          .allMatch(
              segment ->
                  segment instanceof Segment.Child
                      && segment.selectors().size() == 1
                      && (segment.selectors().getFirst() instanceof Selector.Name
                          || segment.selectors().getFirst() instanceof Selector.Index));
    }
  }

  /** One side of a comparison. */
  sealed interface Operand {

    record Literal(JsonNode value) implements Operand {}

    /** A query that selects one value at most; none at all is a value of its own. */
    record Singular(Query query) implements Operand {}
  }

  /** How two values are compared. */
  enum Operator {
    EQ("=="),
    NE("!="),
    LE("<="),
    GE(">="),
    LT("<"),
    GT(">");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    String sign() {
      return sign;
    }
  }
}
