package fermata.daemon.snapshot;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The forms of values without parts. */
final class Scalars {

  private Scalars() {}

  /** {@return the forms, by their types} */
  static Map<Class<?>, Form> all() {
    var forms = new LinkedHashMap<Class<?>, Form>();
    forms.put(int.class, whole("int", JsonNode::intValue));
    forms.put(Integer.class, whole("int", JsonNode::intValue));
    forms.put(long.class, whole("long", JsonNode::longValue));
    forms.put(Long.class, whole("long", JsonNode::longValue));
    forms.put(boolean.class, new Flag());
    forms.put(String.class, text("text", text -> text));
    forms.put(Instant.class, text("time", Instant::parse));
    forms.put(Duration.class, text("span", Duration::parse));
    forms.put(BigDecimal.class, text("decimal", BigDecimal::new));
    forms.put(JsonNode.class, new Tree());
    forms.put(ObjectNode.class, new Tree());
    return forms;
  }

  private static Form whole(String name, Function<JsonNode, Object> read) {
    return new Whole(name, read);
  }

  private static Form text(String name, Function<String, Object> parse) {
    return new Text(name, parse);
  }

  private record Whole(String description, Function<JsonNode, Object> reader) implements Form {

    @Override
    public void write(Object value, JsonGenerator out) throws IOException {
      out.writeNumber(((Number) value).longValue());
    }

    @Override
    public Object read(JsonNode json) {
      return reader.apply(require(json.isIntegralNumber(), json));
    }
  }

  private record Flag() implements Form {

    @Override
    public void write(Object value, JsonGenerator out) throws IOException {
      out.writeBoolean((Boolean) value);
    }

    @Override
    public Object read(JsonNode json) {
      return require(json.isBoolean(), json).booleanValue();
    }

    @Override
    public String description() {
      return "flag";
    }
  }

  private record Text(String description, Function<String, Object> parser) implements Form {

    @Override
    public void write(Object value, JsonGenerator out) throws IOException {
      out.writeString(value.toString());
    }

    @Override
    public Object read(JsonNode json) {
      return parser.apply(require(json.isTextual(), json).textValue());
    }
  }

  /** In an array, so that a value that is {@code null} is told from none. */
  private record Tree() implements Form {

    @Override
    public void write(Object value, JsonGenerator out) throws IOException {
      out.writeStartArray();
      out.writeTree((JsonNode) value);
      out.writeEndArray();
    }

    @Override
    public Object read(JsonNode json) {
      return require(json.isArray() && json.size() == 1, json).get(0);
    }

    @Override
    public String description() {
      return "json";
    }
  }

  static JsonNode require(boolean isSo, JsonNode json) {
    if (!isSo) {
      throw new IllegalArgumentException("not of the form: " + json.getNodeType());
    }
    return json;
  }
}
