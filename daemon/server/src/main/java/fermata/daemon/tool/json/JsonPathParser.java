package fermata.daemon.tool.json;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import fermata.daemon.tool.json.JsonPath.Condition;
import fermata.daemon.tool.json.JsonPath.Operand;
import fermata.daemon.tool.json.JsonPath.Operator;
import fermata.daemon.tool.json.JsonPath.Query;
import fermata.daemon.tool.json.JsonPath.Segment;
import fermata.daemon.tool.json.JsonPath.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads a path. Confined to one text. */
final class JsonPathParser {

  /** How deep conditions may be nested. */
  private static final int DEPTH_MAX = 50;

  private final PathText text;
  private int depth;

  private JsonPathParser(PathText text) {
    this.text = text;
  }

  static JsonPath parse(String source) {
    JsonPathParser parser = new JsonPathParser(new PathText(source));
    parser.text.require("$");
    JsonPath path = new JsonPath(parser.segments());
    if (!parser.text.isAtEnd()) {
      throw parser.text.refused("expected '.', '..', '[' or the end");
    }
    return path;
  }

  private List<Segment> segments() {
    List<Segment> segments = new ArrayList<>();
    while (true) {
      if (text.take("..")) {
        segments.add(new Segment.Descendant(text.peek() == '[' ? bracketed() : List.of(dotted())));
      } else if (text.take(".")) {
        segments.add(new Segment.Child(List.of(dotted())));
      } else if (text.peek() == '[') {
        segments.add(new Segment.Child(bracketed()));
      } else {
        return segments;
      }
    }
  }

  private Selector dotted() {
    return text.take("*") ? new Selector.Wildcard() : new Selector.Name(text.name());
  }

  private List<Selector> bracketed() {
    text.require("[");
    List<Selector> selectors = new ArrayList<>();
    do {
      text.skipBlank();
      selectors.add(selector());
      text.skipBlank();
    } while (text.take(","));
    text.require("]");
    return selectors;
  }

  private Selector selector() {
    if (text.isAtString()) {
      return new Selector.Name(text.string());
    }
    if (text.take("*")) {
      return new Selector.Wildcard();
    }
    if (text.take("?")) {
      text.skipBlank();
      return new Selector.Filter(or());
    }
    if (text.isAtInteger() || text.peek() == ':') {
      return indexOrSlice();
    }
    throw text.refused("expected a quoted name, an index, a slice, '*' or '?'");
  }

  private Selector indexOrSlice() {
    Long start = integerOrNone().orElse(null);
    text.skipBlank();
    if (!text.take(":")) {
      if (start == null) {
        throw text.refused("expected an index");
      }
      return new Selector.Index(start);
    }
    text.skipBlank();
    Long end = integerOrNone().orElse(null);
    text.skipBlank();
    long step = 1;
    if (text.take(":")) {
      text.skipBlank();
      step = integerOrNone().orElse(1L);
    }
    return new Selector.Slice(start, end, step);
  }

  private Optional<Long> integerOrNone() {
    return text.isAtInteger() ? Optional.of(text.integer()) : Optional.empty();
  }

  private Condition or() {
    if (++depth > DEPTH_MAX) {
      throw text.refused("expected at most " + DEPTH_MAX + " nested conditions");
    }
    List<Condition> parts = joined("||", this::and);
    depth--;
    return parts.size() == 1 ? parts.getFirst() : new Condition.Or(parts);
  }

  private Condition and() {
    List<Condition> parts = joined("&&", this::basic);
    return parts.size() == 1 ? parts.getFirst() : new Condition.And(parts);
  }

  private List<Condition> joined(String sign, Supplier<Condition> part) {
    List<Condition> parts = new ArrayList<>();
    do {
      text.skipBlank();
      parts.add(part.get());
      text.skipBlank();
    } while (text.take(sign));
    return parts;
  }

  private Condition basic() {
    if (text.peek() == '!' && !text.looksAt("!=")) {
      text.require("!");
      text.skipBlank();
      return new Condition.Not(text.peek() == '(' ? grouped() : exists(query()));
    }
    return text.peek() == '(' ? grouped() : comparedOrExists();
  }

  private Condition grouped() {
    text.require("(");
    Condition inner = or();
    text.skipBlank();
    text.require(")");
    return inner;
  }

  private Condition comparedOrExists() {
    boolean isQuery = text.peek() == '@' || text.peek() == '$';
    if (!isQuery) {
      Operand literal = literal();
      return compare(literal, operator().orElseThrow(() -> text.refused("expected a comparison")));
    }
    Query query = query();
    return operator()
        .map(operator -> compare(singular(query), operator))
        .orElseGet(() -> exists(query));
  }

  private Condition compare(Operand left, Operator operator) {
    text.skipBlank();
    boolean isQuery = text.peek() == '@' || text.peek() == '$';
    return new Condition.Compare(left, operator, isQuery ? singular(query()) : literal());
  }

  private Optional<Operator> operator() {
    text.skipBlank();
    for (Operator operator : Operator.values()) {
      if (text.take(operator.sign())) {
        return Optional.of(operator);
      }
    }
    return Optional.empty();
  }

  private static Condition exists(Query query) {
    return new Condition.Exists(query);
  }

  private Operand singular(Query query) {
    if (!query.isSingular()) {
      throw text.refused("expected a query for one value, of names and indexes only");
    }
    return new Operand.Singular(query);
  }

  private Query query() {
    boolean isFromRoot = text.take("$");
    if (!isFromRoot) {
      text.require("@");
    }
    return new Query(isFromRoot, segments());
  }

  private Operand literal() {
    if (text.isAtString()) {
      return new Operand.Literal(TextNode.valueOf(text.string()));
    }
    if (text.isAtInteger()) {
      return new Operand.Literal(text.number());
    }
    if (text.take("true")) {
      return new Operand.Literal(BooleanNode.TRUE);
    }
    if (text.take("false")) {
      return new Operand.Literal(BooleanNode.FALSE);
    }
    if (text.take("null")) {
      return new Operand.Literal(NullNode.getInstance());
    }
    throw text.refused("expected '@', '$' or a literal (functions are not served)");
  }
}
