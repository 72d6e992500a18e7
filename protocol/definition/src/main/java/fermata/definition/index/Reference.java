package fermata.definition.index;

import fermata.definition.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * A mention of a symbol, whether the symbol exists or not.
 *
 * @param span the name alone, without quotes; where it is mentioned in a file beside the
 *     definition, the path that names the file
 * @param pointer the place in the file, such as {@code edges[2].to}
 * @param file the name in a file beside the definition; absent for one in the definition itself
 */
public record Reference(
    Symbol symbol, Span span, ReferencePlace place, String pointer, @Nullable FileSpan file) {

  /** {@return a mention in the definition itself} */
  public static Reference here(Symbol symbol, Span span, ReferencePlace place, String pointer) {
    return new Reference(symbol, span, place, pointer, null);
  }

  /** {@return the same mention of a symbol that is equal} */
  @SuppressWarnings("ReferenceEquality") // Mentions share one object for a symbol.
  public Reference to(Symbol equal) {
    return equal == symbol ? this : new Reference(equal, span, place, pointer, file);
  }

  /** Whether a cursor at an offset of the definition is at the name. */
  public boolean isAt(int offset) {
    return file == null && span.touches(offset);
  }
}
