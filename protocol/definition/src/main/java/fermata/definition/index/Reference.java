package fermata.definition.index;

import fermata.definition.text.Span;

/**
 * A mention of a symbol, whether the symbol exists or not.
 *
 * @param span the name alone, without quotes
 * @param pointer the place in the file, such as {@code edges[2].to}
 */
public record Reference(Symbol symbol, Span span, ReferencePlace place, String pointer) {}
