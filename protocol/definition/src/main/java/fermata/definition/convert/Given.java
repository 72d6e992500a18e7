package fermata.definition.convert;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlDocument;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a source. Whoever reads its value has it taken over, and the ledger knows.
 *
 * @param node aliases are resolved
 * @param pointer its place in the source
 */
record Given(YamlNode node, String pointer, Ledger ledger) {

  Given {
    node = YamlValues.resolved(node);
  }

  static Given root(YamlDocument document, Ledger ledger) {
    return new Given(document.root(), "", ledger);
  }

  static String below(String pointer, String key) {
    return pointer.isEmpty() ? key : pointer + "." + key;
  }

  /** {@return a member, which may be absent} */
  Given get(String key) {
    Given found = members().get(key);
    YamlNode absent = new YamlNode.Absent(Span.at(node.span().start()), null, null);
    return found != null ? found : new Given(absent, below(pointer, key), ledger);
  }

  /** {@return the first of some members that is there; versions of a format name it differently} */
  Given get(String key, String other) {
    Given first = get(key);
    return first.isPresent() ? first : get(other);
  }

  SequencedMap<String, Given> members() {
    var members = new LinkedHashMap<String, Given>();
    if (node instanceof YamlNode.Mapping mapping) {
      for (YamlNode.Entry entry : YamlValues.entries(mapping)) {
        String key = entry.keyText();
        members.put(key, new Given(entry.value(), below(pointer, key), ledger));
      }
    }
    return members;
  }

  List<Given> items() {
    var items = new ArrayList<Given>();
    if (node instanceof YamlNode.Sequence sequence) {
      for (YamlNode item : sequence.items()) {
        items.add(new Given(item, pointer + "[" + items.size() + "]", ledger));
      }
    }
    return items;
  }

  List<Given> parts() {
    return node instanceof YamlNode.Mapping ? List.copyOf(members().values()) : items();
  }

  boolean isPresent() {
    return !(node instanceof YamlNode.Absent);
  }

  boolean isMapping() {
    return node instanceof YamlNode.Mapping;
  }

  /** Whether the value is null or empty, so that there is nothing to carry over. */
  boolean saysNothing() {
    JsonNode value = YamlValues.toJson(node);
    return value.isNull() || ((value.isContainerNode() || value.isTextual()) && isEmpty(value));
  }

  private static boolean isEmpty(JsonNode value) {
    return value.isTextual() ? value.textValue().isBlank() : value.isEmpty();
  }

  /** {@return the value, without taking it} */
  JsonNode peek() {
    return YamlValues.toJson(node);
  }

  /** {@return the value with all below it, taken} */
  JsonNode json() {
    ledger.take(this);
    return peek();
  }

  /** {@return the text of a scalar, taken; empty for any other} */
  String text() {
    String text = peekText();
    if (node instanceof YamlNode.Scalar) {
      ledger.take(this);
    }
    return text;
  }

  /** {@return the text of a scalar, without taking it; empty for any other and for null} */
  String peekText() {
    boolean isNull = peek().isNull();
    return node instanceof YamlNode.Scalar scalar && !isNull ? scalar.text().strip() : "";
  }

  /** {@return the texts of a list, taken} */
  List<String> texts() {
    return items().stream().map(Given::text).filter(text -> !text.isEmpty()).toList();
  }

  /** {@return a whole number that is more than nothing, taken; absent for any other} */
  @Nullable Integer count() {
    JsonNode value = peek();
    if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 1) {
      return null;
    }
    return json().intValue();
  }

  boolean isTrue() {
    return peek().isBoolean() && peek().booleanValue();
  }

  /** Says that it is not in the result, where it says something. */
  void leave(String reason) {
    if (isPresent() && !saysNothing()) {
      ledger.note(ImportNote.Kind.LEFT_OUT, this, reason);
    }
  }

  /** Says that the result says it in another way. */
  void change(String reason) {
    ledger.note(ImportNote.Kind.CHANGED, this, reason);
  }
}
