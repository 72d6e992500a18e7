package fermata.definition.format;

import fermata.definition.format.Token.Kind;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Absent;
import fermata.definition.yaml.YamlNode.Alias;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlNode.Mapping;
import fermata.definition.yaml.YamlNode.Scalar;
import fermata.definition.yaml.YamlNode.Sequence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks tree and tokens side by side and tells each token where it belongs.
 *
 * <p>Recursive; the parser's limit on nesting holds here too.
 */
final class BlockWalk {

  private final List<Token> tokens;
  private final int[] columns;
  private final @Nullable Slot[] slots;
  private int next;
  private boolean isEntryStart;

  private BlockWalk(List<Token> tokens, int[] columns) {
    this.tokens = tokens;
    this.columns = columns;
    this.slots = new @Nullable Slot[tokens.size()];
  }

  /**
   * {@return the slots by token, null for comments}
   *
   * @param columns of the tokens, as they stand in the text
   */
  static @Nullable Slot[] slots(List<Token> tokens, int[] columns, YamlNode root) {
    var walk = new BlockWalk(tokens, columns);
    walk.markers();
    walk.node(root, Block.DOCUMENT);
    walk.markers();
    return walk.slots;
  }

  private void markers() {
    while (isNext(Kind.MARKER)) {
      take(Block.DOCUMENT);
    }
  }

  private void node(YamlNode node, Block block) {
    for (int left = propertyCount(node); left > 0; left--) {
      take(block);
    }
    switch (node) {
      case Mapping mapping when mapping.isFlow() -> flow(mapping, block);
      case Sequence sequence when sequence.isFlow() -> flow(sequence, block);
      case Mapping mapping -> mapping(mapping, block.child(nextColumn()));
      case Sequence sequence -> sequence(sequence, block.child(nextColumn()));
      case Scalar _, Alias _ -> leaf(block);
      case Absent _ -> {}
    }
  }

  private static int propertyCount(YamlNode node) {
    return (node.anchor() == null ? 0 : 1) + (node.tag() == null ? 0 : 1);
  }

  private void leaf(Block block) {
    take(block);
    if (isNext(Kind.BLOCK_BODY)) {
      take(block);
    }
  }

  private void mapping(Mapping mapping, Block block) {
    for (Entry entry : mapping.entries()) {
      isEntryStart = true;
      if (isNext(Kind.QUESTION)) {
        take(block);
        node(entry.key(), block);
        isEntryStart = true;
      } else {
        node(entry.key(), block);
      }
      // An explicit key may go without a colon; the next one is then of a mapping around.
      if (isNext(Kind.COLON) && tokens.get(next).start() < entry.value().span().start()) {
        take(block);
      }
      isEntryStart = false;
      node(entry.value(), block);
    }
  }

  private void sequence(Sequence sequence, Block block) {
    for (YamlNode item : sequence.items()) {
      isEntryStart = true;
      take(block);
      node(item, block);
    }
  }

  private void flow(YamlNode node, Block block) {
    take(block);
    while (hasNext() && tokens.get(next).start() < node.span().end()) {
      slots[next++] = new Slot(block, block.contentColumn(), true);
    }
  }

  private void take(Block block) {
    if (hasNext()) {
      int column = isEntryStart ? block.newColumn() : block.contentColumn();
      slots[next++] = new Slot(block, column, false);
    }
    isEntryStart = false;
  }

  private boolean isNext(Kind kind) {
    return hasNext() && tokens.get(next).is(kind);
  }

  private int nextColumn() {
    return hasNext() ? columns[next] : 0;
  }

  /** Moves over comments; whether a token is left. */
  private boolean hasNext() {
    while (next < slots.length && tokens.get(next).is(Kind.COMMENT)) {
      next++;
    }
    return next < slots.length;
  }
}
