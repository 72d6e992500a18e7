package fermata.wire.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes records as JSON by their shapes: members in the order of the record, absent ones left out.
 */
final class RecordWriter {

  private static final ClassValue<Shape> DECLARED =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return Shape.of(declared(type));
        }
      };

  private RecordWriter() {}

  static void write(Object value, JsonGenerator out) throws IOException {
    write(value, DECLARED.get(value.getClass()), out);
  }

  /**
   * {@return the union that a record is a case of, so that its tag is written; else the record's
   * own type}
   */
  private static Class<?> declared(Class<?> type) {
    for (Class<?> parent : type.getInterfaces()) {
      if (parent.isAnnotationPresent(Union.class)) {
        return parent;
      }
    }
    return type;
  }

  private static void write(Object value, Shape shape, JsonGenerator out) throws IOException {
    switch (shape) {
      case Shape.Text _, Shape.Time _ -> out.writeString(value.toString());
      case Shape.Flag _ -> out.writeBoolean((Boolean) value);
      case Shape.Whole _ -> out.writeNumber(((Number) value).longValue());
      case Shape.Real real -> number(value, real, out);
      case Shape.Any _ -> out.writeTree((JsonNode) value);
      case Shape.Choice _ -> out.writeString(ShapeTable.wordOf((Enum<?>) value));
      case Shape.OpenChoice _ -> out.writeString(((OpenValue) value).wireName());
      case Shape.ListOf list -> list((List<?>) value, list, out);
      case Shape.MapOf map -> map((Map<?, ?>) value, map, out);
      case Shape.Named named -> write(value, named.resolve(), out);
      case Shape.Structure structure -> {
        out.writeStartObject();
        members(value, structure, out);
        out.writeEndObject();
      }
      case Shape.OneOf union -> oneOf(value, union, out);
    }
  }

  private static void number(Object value, Shape.Real shape, JsonGenerator out) throws IOException {
    if (shape.isDecimal()) {
      out.writeNumber((BigDecimal) value);
    } else {
      out.writeNumber((Double) value);
    }
  }

  private static void list(List<?> values, Shape.ListOf shape, JsonGenerator out)
      throws IOException {
    out.writeStartArray();
    for (Object each : values) {
      write(each, shape.element(), out);
    }
    out.writeEndArray();
  }

  private static void map(Map<?, ?> values, Shape.MapOf shape, JsonGenerator out)
      throws IOException {
    out.writeStartObject();
    for (Map.Entry<?, ?> entry : values.entrySet()) {
      out.writeFieldName((String) Objects.requireNonNull(entry.getKey()));
      write(Objects.requireNonNull(entry.getValue()), shape.value(), out);
    }
    out.writeEndObject();
  }

  private static void oneOf(Object value, Shape.OneOf union, JsonGenerator out) throws IOException {
    Map.Entry<String, Shape.Structure> taken = caseOf(value, union);
    out.writeStartObject();
    out.writeStringField(union.tag(), taken.getKey());
    members(value, taken.getValue(), out);
    out.writeEndObject();
  }

  private static Map.Entry<String, Shape.Structure> caseOf(Object value, Shape.OneOf union) {
    for (Map.Entry<String, Shape.Structure> each : union.cases().entrySet()) {
      if (each.getValue().type() == value.getClass()) {
        return each;
      }
    }
    throw new IllegalArgumentException(
        value.getClass().getName() + " is no case of " + union.type().getName());
  }

  static String caseOf(Object value) {
    if (DECLARED.get(value.getClass()) instanceof Shape.OneOf union) {
      return caseOf(value, union).getKey();
    }
    throw new IllegalArgumentException(value.getClass().getName() + " is no case of a union");
  }

  static @Nullable String textOf(Object value, String name) {
    Shape.Structure structure =
        switch (DECLARED.get(value.getClass())) {
          case Shape.Structure alone -> alone;
          case Shape.OneOf union -> caseOf(value, union).getValue();
          default -> throw new IllegalArgumentException(value.getClass().getName());
        };
    for (Shape.Member member : structure.members()) {
      if (member.name().equals(name) && member.shape() instanceof Shape.Text) {
        return (String) member.accessor().of(value);
      }
    }
    return null;
  }

  private static void members(Object value, Shape.Structure shape, JsonGenerator out)
      throws IOException {
    for (Shape.Member member : shape.members()) {
      Object part = member.accessor().of(value);
      if (part != null) {
        out.writeFieldName(member.name());
        write(part, member.shape(), out);
      } else if (!member.isOptional()) {
        throw new IllegalArgumentException(
            shape.type().getName() + "." + member.name() + " is null");
      }
    }
  }
}
