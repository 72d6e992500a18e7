package fermata.definition.assist;

import fermata.definition.assist.ItemList.Group;
import fermata.definition.assist.ItemList.Words;
import fermata.definition.keys.Key;
import fermata.definition.keys.KeyCatalogue;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.NodeKind;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.keys.PlacedTree.PlacedName;
import fermata.definition.text.FileForm;
import fermata.definition.yaml.YamlCursor;
import fermata.definition.yaml.YamlNode;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Offers the keys that a mapping may still have: those of the language, or names known for it. */
final class KeyItems {

  /** Of these keys of a question a node has one at most. */
  private static final Set<String> FORMS = Set.of("answer", "choices", "approve");

  private final CursorPlace place;
  private final ItemList items;
  private final KeySketch sketch;

  KeyItems(CursorPlace place, ItemList items) {
    this.place = place;
    this.items = items;
    this.sketch =
        new KeySketch(place.cursor(), place.agent().source().form() == FileForm.AGENT_JSON);
  }

  void add() {
    place.findBlock().ifPresent(this::addKeys);
    place.findName().ifPresent(this::addNames);
  }

  private void addKeys(Block block) {
    Set<String> present = present(block);
    keys(block, present)
        .filter(key -> !present.contains(key.name()))
        .filter(key -> !FORMS.contains(key.name()) || present.stream().noneMatch(FORMS::contains))
        .forEach(key -> add(key, block.context()));
  }

  private static Set<String> present(Block block) {
    return block.entries().stream()
        .map(YamlNode.Entry::keyText)
        .filter(key -> !key.contains(YamlCursor.MARK))
        .collect(Collectors.toSet());
  }

  /** A node that does not tell its kind yet is offered the keys that would tell it. */
  private static Stream<Key> keys(Block block, Set<String> present) {
    Stream<Key> own = KeyCatalogue.keys(block.context()).stream();
    boolean isOpen = block.context() == KeyContext.NODE_OTHER && !present.contains("kind");
    return isOpen ? Stream.concat(telling(), own) : own;
  }

  private static Stream<Key> telling() {
    return Arrays.stream(NodeKind.values())
        .flatMap(
            kind ->
                kind.tellingKeys().stream()
                    .flatMap(key -> KeyCatalogue.find(kind.context(), key).stream()));
  }

  private void add(Key key, KeyContext context) {
    // No schema must have a type, and nearly every one has.
    boolean isFirst = key.isRequired() || (context.isSchema() && key.name().equals("type"));
    items.add(
        isFirst ? Group.FIRST : Group.USUAL,
        new Words(key.name(), CompletionKind.KEY, KeyText.kind(key.shape()), KeyText.of(key)),
        sketch.of(key.name(), key.shape()));
  }

  private void addNames(PlacedName name) {
    for (KnownNames.Name known : new KnownNames(place).of(name)) {
      items.add(
          known.isRequired() ? Group.FIRST : Group.USUAL,
          new Words(known.text(), CompletionKind.FIELD, known.detail(), known.documentation()),
          known.value().isEmpty()
              ? sketch.of(known.text(), known.shape())
              : sketch.withValue(known.text(), known.value()));
    }
  }
}
