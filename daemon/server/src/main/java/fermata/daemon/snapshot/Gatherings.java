package fermata.daemon.snapshot;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import fermata.engine.state.Pile;
import fermata.engine.state.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;

/** The forms of values that hold any number of others, in order. */
final class Gatherings {

  private Gatherings() {}

  /** {@return the form of a list} */
  static Form list(Form element) {
    return new Elements("list", element, value -> (Collection<?>) value, List::copyOf);
  }

  /** {@return the form of a set} */
  static Form set(Form element) {
    return new Elements("set", element, value -> (Collection<?>) value, LinkedHashSet::new);
  }

  /** {@return the form of a {@link Pile}} */
  static Form pile(Form element) {
    return new Elements("pile", element, value -> ((Pile<?>) value).stream().toList(), Pile::of);
  }

  /** {@return the form of a map in order} */
  static Form map(Form key, Form value) {
    return new Entries("map", key, value, map -> (Map<?, ?>) map, entries -> entries);
  }

  /** {@return the form of a {@link Table}} */
  static Form table(Form key, Form value) {
    return new Entries("table", key, value, table -> ((Table<?, ?>) table).asMap(), Table::of);
  }

  private record Elements(
      String name,
      Form element,
      Function<Object, Collection<?>> parts,
      Function<List<Object>, Object> whole)
      implements Form {

    @Override
    public void write(Object value, JsonGenerator out) throws IOException {
      out.writeStartArray();
      for (Object each : parts.apply(value)) {
        element.write(each, out);
      }
      out.writeEndArray();
    }

    @Override
    public Object read(JsonNode json) {
      var found = new ArrayList<>(Scalars.require(json.isArray(), json).size());
      json.forEach(each -> found.add(element.read(each)));
      return whole.apply(found);
    }

    @Override
    public String description() {
      return name + "<" + element.description() + ">";
    }
  }

  /** Keys and values by turns: keys are not always texts. */
  private record Entries(
      String name,
      Form key,
      Form value,
      Function<Object, Map<?, ?>> parts,
      Function<SequencedMap<Object, Object>, Object> whole)
      implements Form {

    @Override
    public void write(Object all, JsonGenerator out) throws IOException {
      out.writeStartArray();
      for (Map.Entry<?, ?> entry : parts.apply(all).entrySet()) {
        key.write(entry.getKey(), out);
        value.write(entry.getValue(), out);
      }
      out.writeEndArray();
    }

    @Override
    public Object read(JsonNode json) {
      Scalars.require(json.isArray() && json.size() % 2 == 0, json);
      var found = new LinkedHashMap<>();
      for (int i = 0; i < json.size(); i += 2) {
        found.put(key.read(json.get(i)), value.read(json.get(i + 1)));
      }
      return whole.apply(found);
    }

    @Override
    public String description() {
      return name + "<" + key.description() + "," + value.description() + ">";
    }
  }
}
