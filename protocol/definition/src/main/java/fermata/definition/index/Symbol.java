package fermata.definition.index;

import org.jspecify.annotations.Nullable;

/**
 * A thing of a definition that has a name.
 *
 * @param owner the id of the node for {@link SymbolKind#NODE_OUTPUT} and {@link
 *     SymbolKind#NODE_INPUT} and {@link SymbolKind#STEP}, else empty
 */
public record Symbol(SymbolKind kind, String owner, String name) {

  /** {@return a symbol that nothing owns} */
  public static Symbol of(SymbolKind kind, String name) {
    return new Symbol(kind, "", name);
  }

  /** {@return the node of an id} */
  public static Symbol node(String id) {
    return of(SymbolKind.NODE, id);
  }

  /** {@return a step of a workflow} */
  public static Symbol step(String node, String id) {
    return new Symbol(SymbolKind.STEP, node, id);
  }

  /** {@return an output of a node} */
  public static Symbol nodeOutput(String node, String output) {
    return new Symbol(SymbolKind.NODE_OUTPUT, node, output);
  }

  /** {@return a value that a node is given} */
  public static Symbol nodeInput(String node, String input) {
    return new Symbol(SymbolKind.NODE_INPUT, node, input);
  }

  // Looked up many times for each mention: the hashes are those that the texts keep.

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Symbol symbol
        && kind == symbol.kind
        && name.equals(symbol.name)
        && owner.equals(symbol.owner);
  }

  @Override
  public int hashCode() {
    return (31 * name.hashCode() + owner.hashCode()) * 31 + kind.name().hashCode();
  }
}
