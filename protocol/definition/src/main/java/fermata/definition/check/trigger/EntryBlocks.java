package fermata.definition.check.trigger;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.keys.KeyCatalogue;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.keys.Pointers;
import fermata.definition.keys.Shape;
import fermata.definition.keys.TextForm;
import fermata.definition.model.Entry;
import fermata.definition.model.Subscription;
import fermata.definition.model.ValueTemplate;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The entry points of a definition, as written and as read. */
final class EntryBlocks {

  /** What says what fires a trigger. */
  static final List<String> KINDS = KeyCatalogue.exclusive(KeyContext.TRIGGER);

  private static final List<String> ROLES = List.of("trigger", "context");

  private EntryBlocks() {}

  /**
   * An entry point.
   *
   * @param trigger its mapping {@code trigger}, where it has one
   */
  record EntryBlock(String name, Block block, @Nullable Block trigger, Entry entry) {}

  /** {@return those that could be read, in the order of the file} */
  static List<EntryBlock> in(CheckContext context) {
    var found = new ArrayList<EntryBlock>();
    Map<String, Block> triggers = new HashMap<>();
    for (Block trigger : context.tree().blocks(KeyContext.TRIGGER)) {
      triggers.putIfAbsent(trigger.pointer(), trigger);
    }
    for (Block block : context.tree().blocks(KeyContext.ENTRY)) {
      String name = block.pointer().substring(block.pointer().indexOf('.') + 1);
      Entry entry = context.definition().entries().get(name);
      if (entry != null) {
        String trigger = Pointers.key(block.pointer(), "trigger");
        found.add(new EntryBlock(name, block, triggers.get(trigger), entry));
      }
    }
    return found;
  }

  /**
   * What computes the input of runs.
   *
   * @param block an entry point, or a subscription
   * @param what it is, in words
   */
  record InputBlock(Block block, String what, SequencedMap<String, ValueTemplate> fields) {

    /** {@return the place of its mapping {@code input}} */
    String pointer() {
      return Pointers.key(block.pointer(), "input");
    }
  }

  /** {@return all that compute the input of runs, entry points first} */
  static List<InputBlock> inputs(CheckContext context) {
    var found = new ArrayList<InputBlock>();
    for (EntryBlock entry : in(context)) {
      found.add(
          new InputBlock(entry.block(), "entry '" + entry.name() + "'", entry.entry().input()));
    }
    found.addAll(subscriptionInputs(context));
    return found;
  }

  /** {@return subscriptions that compute the input of their runs, in the order of the file} */
  static List<InputBlock> subscriptionInputs(CheckContext context) {
    var found = new ArrayList<InputBlock>();
    Iterator<Subscription> read = context.definition().subscriptions().iterator();
    for (Block block : context.tree().blocks(KeyContext.SUBSCRIPTION)) {
      if (hasRole(block) && read.hasNext()) {
        if (read.next() instanceof Subscription.Triggering(_, var entry, var input)
            && input != null) {
          found.add(new InputBlock(block, "entry '" + entry + "'", input));
        }
      }
    }
    return found;
  }

  /** One without a role that is known is not read. */
  private static boolean hasRole(Block subscription) {
    YamlNode.Entry role = subscription.entry("role");
    return role != null
        && YamlValues.resolved(role.value()) instanceof YamlNode.Scalar text
        && ROLES.contains(text.text());
  }

  /** A text of the definition that has a form. */
  record FormText(PlacedValue value, YamlNode.Scalar scalar) {}

  /** {@return the texts of a form, in the order of the file} */
  static List<FormText> texts(CheckContext context, TextForm form) {
    var found = new ArrayList<FormText>();
    for (PlacedValue value : context.tree().texts(form)) {
      if (value.shape() instanceof Shape.Text(var shape)
          && shape == form
          && value.node() instanceof YamlNode.Scalar scalar) {
        found.add(new FormText(value, scalar));
      }
    }
    return found;
  }
}
