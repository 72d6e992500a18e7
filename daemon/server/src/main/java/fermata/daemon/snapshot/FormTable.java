package fermata.daemon.snapshot;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import fermata.engine.state.Pile;
import fermata.engine.state.Table;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The forms of a type and of all that it is made of, found once.
 *
 * <p>Not thread-safe while it is made.
 */
final class FormTable {

  private final Map<Class<?>, Form> found = new LinkedHashMap<>(Scalars.all());
  private final StringBuilder details = new StringBuilder();

  /**
   * @param own the forms of types that have one of their own
   */
  FormTable(Map<Class<?>, Form> own) {
    found.putAll(own);
  }

  /** {@return what all the forms are, as a text that changes with each of them} */
  String details() {
    return details.toString();
  }

  /**
   * {@return the form of a type}
   *
   * @throws IllegalStateException if it has none
   */
  Form of(Type type) {
    if (type instanceof ParameterizedType generic) {
      return gathering(generic);
    }
    Class<?> plain = (Class<?>) type;
    Form known = found.get(plain);
    return known == null ? make(plain) : known;
  }

  private Form gathering(ParameterizedType type) {
    Type[] parts = type.getActualTypeArguments();
    Form first = of(parts[0]);
    Class<?> raw = (Class<?>) type.getRawType();
    if (raw == List.class) {
      return Gatherings.list(first);
    } else if (raw == Set.class) {
      return Gatherings.set(first);
    } else if (raw == Pile.class) {
      return Gatherings.pile(first);
    } else if (raw == Table.class) {
      return Gatherings.table(first, of(parts[1]));
    } else if (raw == SequencedMap.class) {
      return Gatherings.map(first, of(parts[1]));
    }
    throw new IllegalStateException("no form of " + type);
  }

  /** A type may be made of itself, so its form is known before those of its parts. */
  private Form make(Class<?> type) {
    var later = new Later(type.getSimpleName());
    found.put(type, later);
    Form made = formOf(type);
    later.form = made;
    found.put(type, made);
    return made;
  }

  private Form formOf(Class<?> type) {
    if (type.isEnum()) {
      Form words = new Words(type.getSimpleName(), wordsOf(type));
      details.append(words.description()).append('\n');
      return words;
    } else if (type.isSealed()) {
      return choice(type);
    } else if (type.isRecord()) {
      return record(type);
    }
    throw new IllegalStateException("no form of " + type);
  }

  private RecordForm record(Class<?> type) {
    RecordForm form = RecordForm.of(type, part -> of(part.getGenericType()));
    details.append(form.details()).append('\n');
    return form;
  }

  private Form choice(Class<?> type) {
    var cases = new LinkedHashMap<Class<?>, RecordForm>();
    for (Class<?> each : type.getPermittedSubclasses()) {
      cases.put(each, record(each));
    }
    var byName = cases.values().stream().collect(Collectors.toMap(RecordForm::name, form -> form));
    return new Choice(type.getSimpleName(), cases, byName);
  }

  private static Map<String, Object> wordsOf(Class<?> type) {
    var words = new LinkedHashMap<String, Object>();
    Arrays.stream(type.getEnumConstants())
        .forEach(constant -> words.put(((Enum<?>) constant).name(), constant));
    return words;
  }

  /** A form that is being made. */
  private static final class Later implements Form {

    private final String description;
    private @Nullable Form form;

    Later(String description) {
      this.description = description;
    }

    @Override
    public void write(Object value, JsonGenerator out) throws IOException {
      Objects.requireNonNull(form).write(value, out);
    }

    @Override
    public Object read(JsonNode json) {
      return Objects.requireNonNull(form).read(json);
    }

    @Override
    public String description() {
      return description;
    }
  }

  private record Words(String name, Map<String, Object> words) implements Form {

    @Override
    public void write(Object value, JsonGenerator out) throws IOException {
      out.writeString(((Enum<?>) value).name());
    }

    @Override
    public Object read(JsonNode json) {
      Object word = words.get(json.asText());
      Scalars.require(word != null, json);
      return Objects.requireNonNull(word);
    }

    @Override
    public String description() {
      return name + words.keySet();
    }
  }

  /** One of some records: its name, then its components. */
  private record Choice(
      String name, Map<Class<?>, RecordForm> cases, Map<String, RecordForm> byName)
      implements Form {

    @Override
    public void write(Object value, JsonGenerator out) throws IOException {
      RecordForm form = Objects.requireNonNull(cases.get(value.getClass()));
      out.writeStartArray();
      out.writeString(form.name());
      form.writeParts(value, out);
      out.writeEndArray();
    }

    @Override
    public Object read(JsonNode json) {
      RecordForm form = byName.get(json.path(0).asText());
      Scalars.require(form != null, json);
      return Objects.requireNonNull(form).readFrom(json, 1);
    }

    @Override
    public String description() {
      return name;
    }
  }
}
