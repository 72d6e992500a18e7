package fermata.definition.check.rule;

import fermata.definition.keys.KeyContext;
import fermata.definition.keys.NodeForm;
import fermata.definition.keys.PlacedTree;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.keys.PlacedTree.PlacedName;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.keys.Shape;
import fermata.definition.keys.TextForm;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The table of keys laid over a tree, found by what rules look for.
 *
 * <p>Most rules are about one key or one form of text that most files do not have: what they look
 * for is put together once, so that a rule costs what there is of it and not the length of the
 * file. All lists are in the order of the file. Immutable.
 */
public final class Placements {

  private final PlacedTree tree;
  private final Map<KeyContext, List<Block>> byContext = new EnumMap<>(KeyContext.class);
  private final Map<String, List<Block>> byKey = new HashMap<>();
  private final Map<TextForm, List<PlacedValue>> texts = new EnumMap<>(TextForm.class);
  private final List<PlacedValue> choices = new ArrayList<>();
  private final List<PlacedValue> lists = new ArrayList<>();
  private final List<PlacedValue> free = new ArrayList<>();
  private final List<PlacedValue> absent = new ArrayList<>();
  private final List<PlacedValue> numbers = new ArrayList<>();
  private final List<PlacedValue> blank = new ArrayList<>();
  private final List<Block> schemas = new ArrayList<>();

  private Placements(PlacedTree tree) {
    this.tree = tree;
    for (Block block : tree.blocks()) {
      byContext.computeIfAbsent(block.context(), _ -> new ArrayList<>()).add(block);
      if (block.context().isSchema()) {
        schemas.add(block);
      }
      for (int i = 0; i < block.entries().size(); i++) {
        byKey.computeIfAbsent(block.entries().get(i).keyText(), _ -> new ArrayList<>()).add(block);
      }
    }
    tree.values().forEach(this::place);
  }

  /** {@return what stands in a tree} */
  public static Placements of(PlacedTree tree) {
    return new Placements(tree);
  }

  private void place(PlacedValue value) {
    switch (value.node()) {
      case YamlNode.Absent _ -> absent.add(value);
      case YamlNode.Scalar scalar -> place(value, scalar);
      case YamlNode.Sequence _, YamlNode.Mapping _, YamlNode.Alias _ -> {}
    }
    switch (value.shape()) {
      case Shape.Text(var form) when value.node() instanceof YamlNode.Scalar ->
          texts.computeIfAbsent(form, _ -> new ArrayList<>()).add(value);
      case Shape.Choice _ when value.node() instanceof YamlNode.Scalar -> choices.add(value);
      case Shape.Items _ when value.node() instanceof YamlNode.Sequence -> lists.add(value);
      case Shape.Literal _, Shape.Computed _ -> free.add(value);
      case Shape.Text _,
          Shape.Choice _,
          Shape.Items _,
          Shape.Whole _,
          Shape.Decimal _,
          Shape.Flag _,
          Shape.Names _,
          Shape.Keys _,
          Shape.NodeBody _,
          Shape.Either _ -> {}
    }
  }

  private void place(PlacedValue value, YamlNode.Scalar scalar) {
    NodeForm form = NodeForm.of(scalar);
    if (form == NodeForm.INTEGER || form == NodeForm.DECIMAL) {
      numbers.add(value);
    } else if (form == NodeForm.TEXT && scalar.text().isBlank()) {
      blank.add(value);
    }
  }

  /** {@return all mappings with keys of the table} */
  public List<Block> blocks() {
    return tree.blocks();
  }

  /** {@return the mappings of one kind} */
  public List<Block> blocks(KeyContext context) {
    return Collections.unmodifiableList(byContext.getOrDefault(context, List.of()));
  }

  /** {@return the mappings of some kinds, those of one after those of another} */
  public List<Block> blocks(KeyContext first, KeyContext... others) {
    var found = new ArrayList<>(blocks(first));
    for (KeyContext other : others) {
      found.addAll(blocks(other));
    }
    return found;
  }

  /** {@return the mappings that are JSON Schemas} */
  public List<Block> schemas() {
    return Collections.unmodifiableList(schemas);
  }

  /** {@return the mappings, of whatever kind, that have a key} */
  public List<Block> blocksWith(String key) {
    return Collections.unmodifiableList(byKey.getOrDefault(key, List.of()));
  }

  /** {@return all values} */
  public List<PlacedValue> values() {
    return tree.values();
  }

  /** {@return the scalars that are texts of one form} */
  public List<PlacedValue> texts(TextForm form) {
    return Collections.unmodifiableList(texts.getOrDefault(form, List.of()));
  }

  /** {@return the scalars that choose a word} */
  public List<PlacedValue> choices() {
    return Collections.unmodifiableList(choices);
  }

  /** {@return the sequences of which the table knows the items} */
  public List<PlacedValue> lists() {
    return Collections.unmodifiableList(lists);
  }

  /** {@return the values in whose place anything may stand} */
  public List<PlacedValue> free() {
    return Collections.unmodifiableList(free);
  }

  /** {@return the values that are not written} */
  public List<PlacedValue> absent() {
    return Collections.unmodifiableList(absent);
  }

  /** {@return the scalars that are numbers} */
  public List<PlacedValue> numbers() {
    return Collections.unmodifiableList(numbers);
  }

  /** {@return the scalars that are texts of blanks alone} */
  public List<PlacedValue> blank() {
    return Collections.unmodifiableList(blank);
  }

  /** {@return each key that the author chose} */
  public List<PlacedName> names() {
    return tree.names();
  }

  /** {@return the values at which the depth was exceeded} */
  public List<Span> tooDeep() {
    return tree.tooDeep();
  }
}
