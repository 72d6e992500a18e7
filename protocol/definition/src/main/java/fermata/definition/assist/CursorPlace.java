package fermata.definition.assist;

import fermata.definition.expression.TypeScope;
import fermata.definition.keys.PlacedTree;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.keys.PlacedTree.PlacedName;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.load.ReadAgent;
import fermata.definition.load.Scopes;
import fermata.definition.yaml.YamlCursor;
import fermata.definition.yaml.YamlValues;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * A cursor in a definition, and what the table of keys says of its place.
 *
 * @param layout of what was read around the cursor, which may be a part of the definition
 */
record CursorPlace(ReadAgent agent, YamlCursor cursor, PlacedTree layout) {

  static CursorPlace of(ReadAgent agent, YamlCursor cursor) {
    var root = YamlValues.resolved(cursor.root());
    return new CursorPlace(agent, cursor, PlacedTree.of(root, agent.source().form()));
  }

  static CursorPlace inProse(ReadAgent agent, YamlCursor cursor) {
    return new CursorPlace(agent, cursor, agent.layout());
  }

  /** {@return the mapping with keys of the table whose key the word is} */
  Optional<Block> findBlock() {
    return layout.blocks().stream()
        .filter(block -> block.mapping().equals(cursor.mapping()))
        .findAny();
  }

  /** {@return the word as a key that the author chose} */
  Optional<PlacedName> findName() {
    return layout.names().stream()
        .filter(name -> name.entry().key().equals(cursor.scalar()))
        .findAny();
  }

  /** {@return the word as a value} */
  Optional<PlacedValue> findValue() {
    return layout.values().stream().filter(value -> value.node().equals(cursor.scalar())).findAny();
  }

  /** {@return the mapping with keys of the table that has a pointer} */
  Optional<Block> findBlock(String pointer) {
    return findBlock(layout, pointer).or(() -> findBlock(agent.layout(), pointer));
  }

  private static Optional<Block> findBlock(PlacedTree layout, String pointer) {
    return layout.blocks().stream().filter(block -> block.pointer().equals(pointer)).findAny();
  }

  /** {@return the names that an expression in a value may use} */
  TypeScope scope(PlacedValue value) {
    return agent.definition() == null
        ? new TypeScope(new LinkedHashMap<>())
        : new Scopes(agent.definition(), agent.tools()).of(value);
  }
}
