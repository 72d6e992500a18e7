package fermata.daemon.tool.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import fermata.daemon.tool.json.JsonPath.Condition;
import fermata.daemon.tool.json.JsonPath.Operand;
import fermata.daemon.tool.json.JsonPath.Query;
import fermata.daemon.tool.json.JsonPath.Segment;
import fermata.daemon.tool.json.JsonPath.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One evaluation of a path over one value. Confined to one thread. */
final class JsonPathEvaluation {

  /** How many values one evaluation looks at; a filter in a filter could look at very many. */
  static final int STEPS_MAX = 5_000_000;

  private final JsonNode root;
  private int steps;

  private JsonPathEvaluation(JsonNode root) {
    this.root = root;
  }

  static List<JsonNode> select(JsonPath path, JsonNode value, int limit) {
    JsonPathEvaluation evaluation = new JsonPathEvaluation(value);
    List<JsonNode> selected = evaluation.follow(path.segments(), value);
    return selected.size() > limit ? selected.subList(0, limit) : selected;
  }

  private List<JsonNode> follow(List<Segment> segments, JsonNode start) {
    List<JsonNode> values = List.of(start);
    for (Segment segment : segments) {
      List<JsonNode> next = new ArrayList<>();
      for (JsonNode value : values) {
        switch (segment) {
          case Segment.Child(var selectors) -> children(value, selectors, next);
          case Segment.Descendant(var selectors) -> descend(value, selectors, next);
        }
      }
      values = next;
    }
    return values;
  }

  private void descend(JsonNode value, List<Selector> selectors, List<JsonNode> into) {
    children(value, selectors, into);
    for (JsonNode child : value) {
      descend(child, selectors, into);
    }
  }

  private void children(JsonNode value, List<Selector> selectors, List<JsonNode> into) {
    for (Selector selector : selectors) {
      step();
      switch (selector) {
        case Selector.Name(var name) -> Optional.ofNullable(value.get(name)).ifPresent(into::add);
        case Selector.Wildcard() -> value.forEach(into::add);
        case Selector.Index(var index) -> element(value, index).ifPresent(into::add);
        case Selector.Slice slice -> slice(value, slice, into);
        case Selector.Filter(var condition) -> filter(value, condition, into);
      }
    }
  }

  private void step() {
    if (++steps > STEPS_MAX) {
      throw new QueryRefusal("the query looks at more than " + STEPS_MAX + " values");
    }
  }

  private static Optional<JsonNode> element(JsonNode value, long index) {
    if (!(value instanceof ArrayNode array)) {
      return Optional.empty();
    }
    long fromStart = index < 0 ? array.size() + index : index;
    boolean isThere = fromStart >= 0 && fromStart < array.size();
    return isThere ? Optional.of(array.get((int) fromStart)) : Optional.empty();
  }

  // RFC 9535, section 2.3.4.2.2.
  private static void slice(JsonNode value, Selector.Slice slice, List<JsonNode> into) {
    if (!(value instanceof ArrayNode array) || slice.step() == 0) {
      return;
    }
    int size = array.size();
    boolean isForward = slice.step() > 0;
    long start = bound(slice.start(), isForward ? 0 : size - 1, size);
    long end = bound(slice.end(), isForward ? size : -size - 1L, size);
    if (isForward) {
      long upper = Math.clamp(end, 0, size);
      for (long i = Math.clamp(start, 0, size); i < upper; i += slice.step()) {
        into.add(array.get((int) i));
      }
    } else {
      long lower = Math.clamp(end, -1, size - 1);
      for (long i = Math.clamp(start, -1, size - 1); i > lower; i += slice.step()) {
        into.add(array.get((int) i));
      }
    }
  }

  private static long bound(@Nullable Long given, long otherwise, int size) {
    long bound = given == null ? otherwise : given;
    return bound < 0 ? size + bound : bound;
  }

  private void filter(JsonNode value, Condition condition, List<JsonNode> into) {
    for (JsonNode child : value) {
      step();
      if (holds(condition, child)) {
        into.add(child);
      }
    }
  }

  private boolean holds(Condition condition, JsonNode child) {
    return switch (condition) {
      case Condition.Or(var parts) -> parts.stream().anyMatch(part -> holds(part, child));
      case Condition.And(var parts) -> parts.stream().allMatch(part -> holds(part, child));
      case Condition.Not(var part) -> !holds(part, child);
      case Condition.Exists(var query) -> !values(query, child).isEmpty();
      case Condition.Compare(var left, var operator, var right) ->
          JsonComparison.holds(value(left, child), operator, value(right, child));
    };
  }

  private Optional<JsonNode> value(Operand operand, JsonNode child) {
    return switch (operand) {
      case Operand.Literal(var literal) -> Optional.of(literal);
      case Operand.Singular(var query) -> values(query, child).stream().findFirst();
    };
  }

  private List<JsonNode> values(Query query, JsonNode child) {
    return follow(query.segments(), query.isFromRoot() ? root : child);
  }
}
