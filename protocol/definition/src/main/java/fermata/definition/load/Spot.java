package fermata.definition.load;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.keys.DurationText;
import fermata.definition.keys.NodeForm;
import fermata.definition.keys.Pointers;
import fermata.definition.text.Span;
import fermata.definition.yaml.KeyNames;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlValues;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A place in a tree that is read leniently: what is not there or does not fit is null or empty.
 *
 * <p>Says nothing of what does not fit; the checks do. Immutable.
 */
final class Spot {

  private static final YamlNode NOTHING = new YamlNode.Absent(Span.at(0), null, null);

  /** One for all keys that are not there, which most of those that are looked for are not. */
  private static final Spot ABSENT = new Spot(NOTHING, "");

  private final YamlNode node;
  private final @Nullable Spot parent;
  private final String step;
  private final List<YamlNode.Entry> entries;

  Spot(YamlNode found, String pointer) {
    this(found, null, pointer);
  }

  /** Pointers are put together when they are asked for: most of what is read needs none. */
  private Spot(YamlNode found, @Nullable Spot parent, String step) {
    this.node = YamlValues.resolved(found);
    this.parent = parent;
    this.step = step;
    this.entries =
        node instanceof YamlNode.Mapping mapping ? YamlValues.entries(mapping) : List.of();
  }

  YamlNode node() {
    return node;
  }

  String pointer() {
    if (parent == null) {
      return step;
    }
    return parent.node instanceof YamlNode.Sequence && step.startsWith("[")
        ? parent.pointer() + step
        : Pointers.key(parent.pointer(), step);
  }

  boolean isPresent() {
    return !(node instanceof YamlNode.Absent);
  }

  Spot get(String key) {
    YamlNode found = mayHave(key) ? find(key) : null;
    return found == null ? ABSENT : new Spot(found, this, key);
  }

  /** Whether a key may be there; what most looks for a key find out is that it is not. */
  private boolean mayHave(String key) {
    return node instanceof YamlNode.Mapping mapping
        && (!mapping.isPlain() || (mapping.names() & KeyNames.bit(key)) != 0);
  }

  private @Nullable YamlNode find(String key) {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).keyText().equals(key)) {
        return entries.get(i).value();
      }
    }
    return null;
  }

  /** Takes what is there under each key, in the order of the file. */
  void forEach(BiConsumer<String, Spot> taker) {
    for (int i = 0; i < entries.size(); i++) {
      YamlNode.Entry entry = entries.get(i);
      taker.accept(entry.keyText(), new Spot(entry.value(), this, entry.keyText()));
    }
  }

  SequencedMap<String, Spot> members() {
    SequencedMap<String, Spot> members = LinkedHashMap.newLinkedHashMap(entries.size());
    forEach(members::put);
    return members;
  }

  List<Spot> items() {
    if (!(node instanceof YamlNode.Sequence sequence)) {
      return List.of();
    }
    var items = new ArrayList<Spot>(sequence.items().size());
    for (YamlNode item : sequence.items()) {
      items.add(new Spot(item, this, Pointers.item("", items.size())));
    }
    return items;
  }

  @Nullable String text() {
    return node instanceof YamlNode.Scalar scalar && NodeForm.of(scalar) != NodeForm.NULL
        ? scalar.text()
        : null;
  }

  String textOr(String other) {
    String text = text();
    return text != null ? text : other;
  }

  List<String> texts() {
    return node instanceof YamlNode.Sequence
        ? items().stream().map(Spot::text).flatMap(Stream::ofNullable).toList()
        : List.of();
  }

  JsonNode json() {
    return YamlValues.toJson(node);
  }

  @Nullable Boolean flag() {
    return NodeForm.of(node) == NodeForm.FLAG ? json().booleanValue() : null;
  }

  @Nullable Long whole() {
    return NodeForm.of(node) == NodeForm.INTEGER && json().canConvertToLong()
        ? json().longValue()
        : null;
  }

  @Nullable Integer small() {
    Long whole = whole();
    return whole != null && whole == whole.intValue() ? whole.intValue() : null;
  }

  boolean isTrue() {
    return Boolean.TRUE.equals(flag());
  }

  int smallOr(int other) {
    Integer small = small();
    return small != null ? small : other;
  }

  /** The digits as written: a price of 0.1 is a tenth, not the nearest binary fraction. */
  @Nullable BigDecimal decimal() {
    NodeForm form = NodeForm.of(node);
    if (form != NodeForm.INTEGER && form != NodeForm.DECIMAL) {
      return null;
    }
    return json().decimalValue();
  }

  @Nullable Duration duration() {
    String text = text();
    return text == null
        ? null
        : DurationText.parse(text).filter(DurationText::isAllowed).orElse(null);
  }
}
